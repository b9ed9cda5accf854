package dev.reprise.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A process of our own, whose words go to a file. Its standard input stays open for as long as we are there, so that it can
 * end when we do; what does not look at it is killed when this JVM ends.
 */
final class ChildProcess implements AutoCloseable {
    private static final int POLITE_SECONDS = 15;
    private static final int SHOWN_LINES = 20;
    private static final long READY_SECONDS = 180;
    /** Each look at whether a node is ready costs a cold one some milliseconds. */
    private static final long LOOK_MILLIS = 50;

    private final String name;
    private final Process process;
    private final Path output;

    private ChildProcess(String name, Process process, Path output) {
        this.name = name;
        this.process = process;
        this.output = output;
    }

    /**
     * Starts one and waits for nothing.
     *
     * @param name for people
     * @param environment what it is told beside ours
     */
    static ChildProcess start(String name, List<String> command, Map<String, String> environment, Path logs)
            throws IOException {
        Files.createDirectories(logs);
        var output = logs.resolve(name.replace(' ', '-') + ".out");
        Files.deleteIfExists(output);
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new ChildProcess(name, process, output);
    }

    /** A command that runs a class of ours, on this JVM's class path. */
    static List<String> java(String heap, Class<?> main, String... arguments) {
        var command = new ArrayList<String>();
        command.add(javaProgram());
        command.addAll(List.of(
                "-Xmx" + heap,
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    static String javaProgram() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    long pid() {
        return process.pid();
    }

    /** Waits until something holds, and fails with the process's last words when it ends first. */
    void await(String what, BooleanSupplier condition) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
        while (!condition.getAsBoolean()) {
            if (!process.isAlive()) {
                throw new IOException("Expected %s to %s, but it ended with code %d. Its last lines:%n%s"
                        .formatted(name, what, process.exitValue(), lastLines()));
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("Expected %s to %s within %d s, but it has not. Its last lines:%n%s"
                        .formatted(name, what, READY_SECONDS, lastLines()));
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    /** Waits until it has said a line that begins like this, and gives the rest of that line. */
    String awaitLine(String beginning) throws IOException, InterruptedException {
        await("say " + beginning, () -> lines().stream().anyMatch(line -> line.startsWith(beginning)));
        return lines().stream()
                .filter(line -> line.startsWith(beginning))
                .findFirst()
                .orElseThrow()
                .substring(beginning.length())
                .strip();
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(output);
        } catch (IOException e) {
            return List.of("(cannot read %s: %s)".formatted(output, e));
        }
    }

    private String lastLines() {
        var lines = lines();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
    }

    /** SIGKILL: no chance to save, sign off or clean up. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Asks it to stop, as {@code kill} does, and kills it when it takes too long. */
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
