package dev.reprise.broker;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** A broker in a child JVM, so that it can be killed. */
final class BrokerProcess implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;
    private static final String READY = "READY ";

    private final Process process;
    private final Path errors;
    private final BufferedReader output;
    private String bootstrapServers = "";

    private BrokerProcess(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        this.output = process.inputReader();
    }

    /** Launches a broker and waits until it says that it is ready. */
    static BrokerProcess start(Path directory) throws Exception {
        var broker = launch(directory);
        String line = CompletableFuture.supplyAsync(broker::firstLine).get(PATIENCE_SECONDS, SECONDS);
        if (line == null || !line.startsWith(READY)) {
            var found = new AssertionError(
                    "Expected the line \"READY <bootstrap servers>\" from the broker process, but found %s; its errors: %s"
                            .formatted(line, broker.errors()));
            broker.close();
            throw found;
        }
        broker.bootstrapServers = line.substring(READY.length());
        return broker;
    }

    /** Launches a broker and waits for nothing. */
    static BrokerProcess launch(Path directory) throws IOException {
        var errors = Files.createTempFile("broker", ".err");
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EmbeddedBroker.class.getName(),
                        directory.toString())
                .redirectError(errors.toFile())
                .start();
        return new BrokerProcess(process, errors);
    }

    private String firstLine() {
        try {
            return output.readLine();
        } catch (IOException e) {
            throw new AssertionError("Expected a line from the broker process, but could not read it", e);
        }
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    void closeInput() throws IOException {
        process.getOutputStream().close();
    }

    /** SIGKILL: the broker has no chance to sign off. */
    void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** The exit code of a process that ends by itself. */
    int awaitExit() {
        return process.onExit().orTimeout(PATIENCE_SECONDS, SECONDS).join().exitValue();
    }

    String errors() throws IOException {
        return Files.readString(errors);
    }

    @Override
    public void close() throws IOException {
        kill();
        Files.delete(errors);
    }
}
