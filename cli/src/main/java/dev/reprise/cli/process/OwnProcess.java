package dev.reprise.cli.process;

import dev.reprise.cli.terminal.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A process of our own, so that it can be killed, stopped in its tracks and continued. Thread-safe. */
public final class OwnProcess implements AutoCloseable {
    private static final Duration POLITE = Duration.ofSeconds(15);
    private static final long KILL_SECONDS = 10;
    private static final int SHOWN_LINES = 20;

    private final Process process;
    private final Path output;
    private final Instant startedAt;

    private OwnProcess(Process process, Path output, Instant startedAt) {
        this.process = process;
        this.output = output;
        this.startedAt = startedAt;
    }

    /**
     * Starts one and waits for nothing. Its standard input is empty.
     *
     * @param command the program and its arguments
     * @param environment what it is told beside ours
     * @param output where its words go, after those of its predecessors
     */
    public static OwnProcess start(List<String> command, Map<String, String> environment, Path output) {
        var started = launch(command, environment, output);
        try {
            started.process.getOutputStream().close();
        } catch (IOException e) {
            throw new CommandFailure(
                    "Expected to close the input of process %d, but could not".formatted(started.pid()), e);
        }
        return started;
    }

    /**
     * Starts one that we alone stop: Ctrl-C, which a terminal sends to all it runs, does not reach it. Its standard input
     * stays open for as long as we are there, so that it can end when we do, whatever ends us.
     */
    public static OwnProcess startAttached(List<String> command, Map<String, String> environment, Path output) {
        // What is ignored stays so in the program that takes the shell's place.
        var deaf = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh"));
        deaf.addAll(command);
        return launch(deaf, environment, output);
    }

    private static OwnProcess launch(List<String> command, Map<String, String> environment, Path output) {
        var startedAt = Instant.now();
        try {
            var builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
            builder.environment().putAll(environment);
            return new OwnProcess(builder.start(), output, startedAt);
        } catch (IOException e) {
            throw new CommandFailure("Expected to start '%s', but could not".formatted(String.join(" ", command)), e);
        }
    }

    /** Its id. */
    public long pid() {
        return process.pid();
    }

    /** When it was started. */
    public Instant startedAt() {
        return startedAt;
    }

    /** Whether it has not ended. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Completes with its exit code when it has ended. */
    public CompletableFuture<Integer> ended() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** Says so if it has ended, with its last words. */
    public void requireAlive() {
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
    public void kill() {
        process.destroyForcibly();
        if (!ended(Duration.ofSeconds(KILL_SECONDS))) {
            throw new CommandFailure("Expected process %d to be gone %d seconds after SIGKILL, but it is there."
                    .formatted(process.pid(), KILL_SECONDS));
        }
    }

    /** SIGSTOP: it stands still and does not know it. */
    public void pause() {
        signal("STOP");
    }

    /** SIGCONT: it goes on as if nothing had happened. */
    public void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            var kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .start();
            if (kill.waitFor() != 0 && process.isAlive()) {
                throw new CommandFailure("Expected to send SIG%s to process %d, but: %s"
                        .formatted(
                                name,
                                process.pid(),
                                new String(kill.getInputStream().readAllBytes()).strip()));
            }
        } catch (IOException e) {
            throw new CommandFailure("Expected the program 'kill' to send SIG%s, but: %s".formatted(name, e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("Interrupted.", e);
        }
    }

    /** Asks it to stop, as {@code kill} does, and kills it when it takes too long. */
    @Override
    public void close() {
        stop(POLITE);
    }

    /** The same with another patience. Tells whether it ended by itself. */
    public boolean stop(Duration patience) {
        process.destroy();
        if (ended(patience)) {
            return true;
        }
        kill();
        return false;
    }

    private boolean ended(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
