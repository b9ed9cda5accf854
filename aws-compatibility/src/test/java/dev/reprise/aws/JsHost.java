package dev.reprise.aws;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The host of {@code examples/js-host} with the handlers of the tests.
 *
 * @param process its process
 * @param port where it listens on loopback
 */
record JsHost(ChildProcess process, int port) implements AutoCloseable {
    private static final Path PROGRAM = Path.of("..", "examples", "js-host", "host.mjs");

    /**
     * Starts one and waits until it serves.
     *
     * @param port where it is to listen; 0 for any free port
     */
    static JsHost start(NodeJs node, int port, Map<String, String> environment, Path output) {
        var command = List.of(
                "node",
                PROGRAM.toAbsolutePath().normalize().toString(),
                "--port",
                Integer.toString(port),
                node.directory().resolve("handlers.mjs").toString());
        var process = ChildProcess.start(command, environment, output);
        var line = process.awaitLine("Serving");
        return new JsHost(process, Integer.parseInt(line.replaceFirst(".*http://127\\.0\\.0\\.1:(\\d+)/.*", "$1")));
    }

    String target(String export) {
        return "http://127.0.0.1:%d/functions/%s/invocations".formatted(port, export);
    }

    @Override
    public void close() {
        process.close();
    }
}
