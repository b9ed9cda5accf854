package dev.reprise.gateway.metrics;

import dev.reprise.core.state.Execution;
import dev.reprise.gateway.application.Admission;
import dev.reprise.gateway.application.CheckpointOutcome;
import dev.reprise.gateway.application.RequestMemory;
import dev.reprise.gateway.application.RunningInvocations;
import dev.reprise.streams.Journal;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/** Every meter of the service, by one name each. Thread-safe. */
public final class GatewayMetrics {
    private final MeterRegistry meters;

    public GatewayMetrics(MeterRegistry meters, RunningInvocations running) {
        this.meters = meters;
        Gauge.builder("reprise.invocations.running", running, RunningInvocations::count)
                .description("Invocations that this node runs")
                .register(meters);
    }

    /** Shows from now on what is quarantined, what waits, and how many starts were turned away for that. */
    public void watch(Journal journal, Admission admission) {
        Gauge.builder("reprise.executions.quarantined", journal, j -> j.health().quarantined())
                .description("Executions of this node's partitions that are quarantined")
                .register(meters);
        Gauge.builder("reprise.submissions.waiting", journal, j -> j.backlog().submissions())
                .description("Records of this node that wait for their verdicts")
                .register(meters);
        Gauge.builder(
                        "reprise.submissions.waiting.bytes",
                        journal,
                        j -> j.backlog().bytes())
                .description("The bytes in those records")
                .register(meters);
        Gauge.builder("reprise.partitions.sealed", journal, j -> j.health().sealed())
                .description("This node's partitions that stand still until somebody acts; the health says why")
                .register(meters);
        FunctionCounter.builder("reprise.starts.shed", admission, Admission::turnedAway)
                .description("Starts that were turned away because too much waits")
                .register(meters);
    }

    /** Shows from now on what request bodies take, and how many requests were refused for lack of room. */
    public void watch(RequestMemory memory) {
        Gauge.builder("reprise.requests.bytes", memory, RequestMemory::taken)
                .description("The bytes that bodies of requests under way take")
                .register(meters);
        FunctionCounter.builder("reprise.requests.shed", memory, RequestMemory::refused)
                .description("Requests that were refused because bodies of others take too much")
                .register(meters);
    }

    /** An execution stands differently. */
    public void execution(Execution execution) {
        var function = execution.key().function();
        switch (execution.status()) {
            case RUNNING -> {
                boolean resumed = execution.tally().events() > 1;
                meters.counter("reprise.executions." + (resumed ? "resumed" : "started"), "function", function)
                        .increment();
            }
            case PAUSED ->
                meters.counter("reprise.executions.paused", "function", function)
                        .increment();
            case SUCCEEDED, FAILED, TIMED_OUT, STOPPED -> closed(execution);
            case PAUSING, DELETING -> {
                // about to become something else
            }
        }
    }

    private void closed(Execution execution) {
        var tags = Tags.of("function", execution.key().function(), "status", word(execution.status()));
        var endedAt = Objects.requireNonNull(execution.endedAt(), "a closed execution has an end");
        meters.counter("reprise.executions.closed", tags).increment();
        meters.timer("reprise.executions.duration", tags).record(Duration.between(execution.startedAt(), endedAt));
    }

    /** An execution comes close to a limit. */
    public void nearLimit(String what) {
        meters.counter("reprise.executions.nearlimit", "limit", what).increment();
    }

    /** A checkpoint was answered. */
    public void checkpoint(CheckpointOutcome outcome) {
        meters.counter("reprise.checkpoints", "outcome", word(outcome)).increment();
    }

    /** An invocation has begun, so long after the journal said it must. */
    public void dispatched(String function, Duration waited) {
        meters.timer("reprise.dispatch.latency", "function", function).record(waited);
    }

    /** An invocation has ended. */
    public void invoked(String function, Object outcome, Duration took) {
        meters.timer("reprise.invocations", "function", function, "outcome", word(outcome))
                .record(took);
    }

    /** A function's host was asked for an invocation and takes none at the moment. */
    public void turnedAway(String function) {
        meters.counter("reprise.invocations.turnedaway", "function", function).increment();
    }

    /** A record of the signals topic was taken into the journal, in whatever way it was judged. */
    public void relayed(Object verdict) {
        meters.counter("reprise.signals.relayed", "verdict", word(verdict)).increment();
    }

    /** A record of the signals topic was put aside. */
    public void deadLettered(String reason) {
        meters.counter("reprise.signals.deadlettered", "reason", reason).increment();
    }

    private static String word(Object value) {
        return value instanceof Enum<?> named
                ? named.name().toLowerCase(Locale.ROOT)
                : value.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
