package dev.reprise.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process of our own, whose words go to a file. */
final class ChildProcess implements AutoCloseable {
    private static final int POLITE_SECONDS = 10;
    private static final int SHOWN_CHARACTERS = 4_000;

    private final Process process;
    private final Path output;

    private ChildProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts one; its output replaces that of its predecessors. */
    static ChildProcess start(List<String> command, Map<String, String> environment, Path output) {
        try {
            Files.createDirectories(output.getParent());
            Files.deleteIfExists(output);
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            var process = builder.start();
            // Whatever ends this JVM, nothing is left behind.
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new ChildProcess(process, output);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to start '%s'".formatted(String.join(" ", command)), e);
        }
    }

    /** Waits until it has said something, and gives the line that holds it. */
    String awaitLine(String part) {
        return Await.value(
                "the line '%s' in %s".formatted(part, output),
                () -> {
                    requireAlive();
                    return said().lines().filter(line -> line.contains(part)).findFirst();
                },
                this::lastWords);
    }

    void requireAlive() {
        if (!process.isAlive()) {
            throw new AssertionError("Expected process %d to run, but it ended with code %d:%n%s"
                    .formatted(process.pid(), process.exitValue(), lastWords()));
        }
    }

    String said() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String lastWords() {
        var said = said();
        return said.substring(Math.max(0, said.length() - SHOWN_CHARACTERS));
    }

    /** Ends it as a crash would. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(POLITE_SECONDS, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }
}
