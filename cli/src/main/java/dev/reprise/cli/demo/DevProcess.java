package dev.reprise.cli.demo;

import dev.reprise.cli.terminal.CommandFailure;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A {@code reprise dev} in a process of its own, so that it can be killed. */
final class DevProcess implements AutoCloseable {
    private static final long POLITE_SECONDS = 15;
    private static final long KILL_SECONDS = 10;
    private static final int SHOWN_LINES = 20;

    private final Process process;
    private final Path output;
    private final Instant startedAt;

    private DevProcess(Process process, Path output, Instant startedAt) {
        this.process = process;
        this.output = output;
        this.startedAt = startedAt;
    }

    /**
     * Starts one with the Java and the flags that this process runs on, and waits for nothing.
     *
     * @param jar the packaged command
     * @param arguments what follows {@code dev}
     * @param environment what it is told beside them
     * @param output where its words go, after those of its predecessors
     */
    static DevProcess start(Path jar, List<String> arguments, Map<String, String> environment, Path output) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-jar", jar.toString(), "dev"));
        command.addAll(arguments);
        var startedAt = Instant.now();
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
            builder.environment().putAll(environment);
            var process = builder.start();
            process.getOutputStream().close();
            return new DevProcess(process, output, startedAt);
        } catch (IOException e) {
            throw new CommandFailure("Expected to start '%s', but could not".formatted(String.join(" ", command)), e);
        }
    }

    long pid() {
        return process.pid();
    }

    Instant startedAt() {
        return startedAt;
    }

    /** Says so if it has ended, with its last words. */
    void requireAlive() {
        if (!process.isAlive()) {
            throw new CommandFailure("Expected process %d to run, but it ended with code %d. Its last lines:%n%s"
                    .formatted(process.pid(), process.exitValue(), lastLines()));
        }
    }

    private String lastLines() {
        try {
            var lines = Files.readAllLines(output);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
        } catch (IOException e) {
            return "(cannot read " + output + ": " + e + ")";
        }
    }

    /** SIGKILL: no chance to save, sign off or clean up. */
    void kill() {
        process.destroyForcibly();
        if (!ended(KILL_SECONDS)) {
            throw new CommandFailure("Expected process %d to be gone %d seconds after SIGKILL, but it is there."
                    .formatted(process.pid(), KILL_SECONDS));
        }
    }

    /** Asks it to stop, as Ctrl-C does, and kills it when it takes too long. */
    @Override
    public void close() {
        process.destroy();
        if (!ended(POLITE_SECONDS)) {
            kill();
        }
    }

    private boolean ended(long seconds) {
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
