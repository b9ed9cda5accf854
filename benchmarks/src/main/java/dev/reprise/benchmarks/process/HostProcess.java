package dev.reprise.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** A host of functions in a process of its own: with our SDK, or the official one in JavaScript. */
public final class HostProcess implements AutoCloseable {
    private static final String HEAP = "512m";
    private static final String HANDLERS = "functions.mjs";
    private static final Pattern PORT = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)/");

    private final ChildProcess process;
    private final int port;

    private HostProcess(ChildProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts one with our SDK, and waits until it serves. */
    public static HostProcess ours(String service, Path directory) throws IOException, InterruptedException {
        var process = ChildProcess.start(
                "host", ChildProcess.java(HEAP, FunctionHostMain.class, service), Map.of(), directory.resolve("logs"));
        return new HostProcess(process, Integer.parseInt(process.awaitLine(FunctionHostMain.READY)));
    }

    /** Starts the host of {@code examples/js-host} with the official SDK, and waits until it serves. */
    public static HostProcess javaScript(NodeJs node, String service, Path directory)
            throws IOException, InterruptedException {
        var command = List.of(
                "node",
                node.program().toString(),
                "--port",
                "0",
                handlers(node, directory.resolve("js")).toString());
        var environment = Map.of(
                "AWS_ENDPOINT_URL_LAMBDA", service,
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "local",
                "NODE_NO_WARNINGS", "1");
        var process = ChildProcess.start("host-js", command, environment, directory.resolve("logs"));
        var serving = PORT.matcher(process.awaitLine("Serving "));
        if (!serving.find()) {
            throw new IOException("Expected the host in JavaScript to say where it serves, but it did not");
        }
        return new HostProcess(process, Integer.parseInt(serving.group(1)));
    }

    /** Our handlers, beside a link to the packages that they import. */
    private static Path handlers(NodeJs node, Path directory) throws IOException {
        Files.createDirectories(directory);
        var handlers = directory.resolve(HANDLERS);
        try (var source = Objects.requireNonNull(
                HostProcess.class.getResourceAsStream(HANDLERS), HANDLERS + " is packaged beside us")) {
            Files.copy(source, handlers, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.createSymbolicLink(directory.resolve("node_modules"), node.packages());
        return handlers;
    }

    /** Where the service is to invoke a function. */
    public String target(String function) {
        return "http://127.0.0.1:%d/functions/%s/invocations".formatted(port, function);
    }

    /** For a {@link ProcessMeter}. */
    public Watched watched() {
        return new Watched("functions", process.pid());
    }

    @Override
    public void close() {
        process.close();
    }
}
