package dev.reprise.cli.chaos.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reprise.cli.terminal.CommandFailure;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Everything that is known of a run from outside, as it happens: in memory, and as one JSON object a line in a file, so
 * that whoever ends the run leaves what was known. Also the run's clock. Thread-safe.
 */
public final class Notebook implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long NANOS_PER_MICRO = 1_000;

    private final long beganNanos = System.nanoTime();
    private final BufferedWriter file;
    private final List<Plan> plans = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();
    private final List<Run> runs = new ArrayList<>();
    private final List<Injected> faults = new ArrayList<>();

    private Notebook(BufferedWriter file) {
        this.file = file;
    }

    /** An empty one, written to a file. */
    public static Notebook open(Path file) {
        try {
            return new Notebook(
                    Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING));
        } catch (IOException e) {
            throw new CommandFailure("Expected to write the history to %s, but could not: %s".formatted(file, e), e);
        }
    }

    /** Microseconds since the run began. */
    public long micros() {
        return (System.nanoTime() - beganNanos) / NANOS_PER_MICRO;
    }

    /** Notes what is to be. */
    public synchronized void note(Plan plan) {
        plans.add(plan);
        write("plan", plan);
    }

    /** Notes that a request leaves, before anybody knows what comes of it. */
    public synchronized void begins(Call.Action action, String target, String execution, String item, long micros) {
        write(
                "begins",
                Map.of(
                        "action",
                        action,
                        "target",
                        target,
                        "execution",
                        execution,
                        "item",
                        item,
                        "begunMicros",
                        micros));
    }

    /** Notes what came of a request. */
    public synchronized void note(Call call) {
        calls.add(call);
        write("call", call);
    }

    /** Notes that a step's body begins. */
    public synchronized void note(Run run) {
        runs.add(run);
        write("run", run);
    }

    /** Notes a fault that is over. */
    public synchronized void note(Injected fault) {
        faults.add(fault);
        write("fault", fault);
    }

    private void write(String what, Object value) {
        try {
            file.write(JSON.writeValueAsString(Map.of(what, value)));
            file.newLine();
            file.flush();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected a note to be expressible in JSON, but it is not: " + value, e);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to go on writing the history, but could not", e);
        }
    }

    /** What was to be. */
    public synchronized List<Plan> plans() {
        return List.copyOf(plans);
    }

    /** What was asked, in the order of the answers. */
    public synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    /** What steps have done. */
    public synchronized List<Run> runs() {
        return List.copyOf(runs);
    }

    /** What went wrong on purpose. */
    public synchronized List<Injected> faults() {
        return List.copyOf(faults);
    }

    @Override
    public synchronized void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to close the history, but could not", e);
        }
    }
}
