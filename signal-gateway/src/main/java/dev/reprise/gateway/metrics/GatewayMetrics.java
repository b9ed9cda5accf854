package dev.reprise.gateway.metrics;

import dev.reprise.core.fold.Verdict;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.state.Execution;
import dev.reprise.gateway.application.Admission;
import dev.reprise.gateway.application.CheckpointOutcome;
import dev.reprise.gateway.application.RequestMemory;
import dev.reprise.gateway.application.RunningInvocations;
import dev.reprise.streams.Journal;
import dev.reprise.streams.Lags;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Every meter of the service, by one name each. Thread-safe. */
public final class GatewayMetrics {
    /** Of so many functions each has figures of its own; those that come later share theirs. */
    static final int MOST_FUNCTIONS = 200;

    private static final String OTHERS = "(other)";
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofMinutes(5)
    };

    private final MeterRegistry meters;
    private final JournalMeters journal;
    private final Set<String> functions = ConcurrentHashMap.newKeySet();

    public GatewayMetrics(MeterRegistry meters, RunningInvocations running) {
        this.meters = meters;
        journal = new JournalMeters(meters, BUCKETS);
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
        Gauge.builder("reprise.partitions.owned", journal, j -> j.health().owned())
                .description("Partitions of the journal that this node owns")
                .register(meters);
        Gauge.builder("reprise.node.ready", journal, j -> j.health().ready() ? 1 : 0)
                .description("Whether this node serves all it owns: 1, or else 0")
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

    /** Shows from now on what is due and has not begun. */
    public void watch(IntSupplier waiting, Supplier<Duration> oldest) {
        Gauge.builder("reprise.dispatch.waiting", waiting, IntSupplier::getAsInt)
                .description("Invocations that are due here and have not begun")
                .strongReference(true)
                .register(meters);
        Gauge.builder("reprise.dispatch.oldest", oldest, o -> seconds(o.get()))
                .description("How long the first of them has waited")
                .baseUnit("seconds")
                .strongReference(true)
                .register(meters);
    }

    /** Shows from now on how far this node is behind. */
    public void watch(Supplier<Lags> lags) {
        Gauge.builder("reprise.journal.lag", lags, l -> l.get().journal())
                .description("Records in the journal that this node has not folded yet, in the worst partition")
                .strongReference(true)
                .register(meters);
        Gauge.builder("reprise.standby.lag", lags, l -> l.get().standby())
                .description("Records that a copy of the state on this node is behind, in the worst partition")
                .strongReference(true)
                .register(meters);
    }

    /** Shows from now on how much room is left where this node keeps its state. */
    public void watch(Path state) {
        Gauge.builder("reprise.state.free", state, path -> path.toFile().getUsableSpace())
                .description("The room that is left on the disk with this node's state")
                .baseUnit("bytes")
                .strongReference(true)
                .register(meters);
    }

    /** Shows from now on for how many functions in AWS Lambda the circuit breaker is open. */
    public void watchCircuits(IntSupplier open) {
        Gauge.builder("reprise.circuits.open", open, IntSupplier::getAsInt)
                .description("Functions that Lambda does not invoke at the moment")
                .strongReference(true)
                .register(meters);
    }

    /** Shows from now on how many invocations were offered on topics and are not over. */
    public void watchTasks(IntSupplier open) {
        Gauge.builder("reprise.tasks.open", open, IntSupplier::getAsInt)
                .description("Invocations that were offered on topics of tasks and are not over")
                .strongReference(true)
                .register(meters);
    }

    /** A record was judged, so long after it was sent; null when nobody knows how. */
    public void judged(JournalRecord record, @Nullable Verdict verdict, Duration took) {
        journal.judged(record, verdict, took);
    }

    /** Timers are fired, the first of them so late. */
    public void timersDue(int count, Duration late) {
        meters.counter("reprise.timers.fired").increment(count);
        meters.timer("reprise.timers.lateness").record(late);
    }

    /** An execution stands differently. */
    public void execution(Execution execution) {
        var function = shown(execution.key().function());
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
        var tags = Tags.of("function", shown(execution.key().function()), "status", word(execution.status()));
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
        Timer.builder("reprise.dispatch.latency")
                .tag("function", shown(function))
                .serviceLevelObjectives(BUCKETS)
                .register(meters)
                .record(waited);
    }

    /** An invocation has ended. */
    public void invoked(String function, Object outcome, Duration took) {
        Timer.builder("reprise.invocations")
                .tags("function", shown(function), "outcome", word(outcome))
                .serviceLevelObjectives(BUCKETS)
                .register(meters)
                .record(took);
    }

    /** A function's host was asked for an invocation and takes none at the moment. */
    public void turnedAway(String function) {
        meters.counter("reprise.invocations.turnedaway", "function", shown(function))
                .increment();
    }

    /** A message was taken into the journal, in whatever way it was judged. */
    public void relayed(Object verdict) {
        meters.counter("reprise.signals.relayed", "verdict", word(verdict)).increment();
    }

    /** A message that was no signal, or for nobody, was put aside. */
    public void deadLettered(String reason) {
        meters.counter("reprise.signals.deadlettered", "reason", reason).increment();
    }

    /** Messages of a queue were deleted from it, or left in it to come back. */
    public void queueMessages(String queue, String outcome, int count) {
        if (count > 0) {
            meters.counter("reprise.sqs.messages", "queue", queue, "outcome", outcome)
                    .increment(count);
        }
    }

    /** A queue could not be read. */
    public void queueFailed(String queue) {
        meters.counter("reprise.sqs.failures", "queue", queue).increment();
    }

    /** The function's name, or what stands for all that are too many. */
    private String shown(String function) {
        if (functions.contains(function)) {
            return function;
        }
        if (functions.size() >= MOST_FUNCTIONS) {
            return OTHERS;
        }
        functions.add(function);
        return function;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }

    private static String word(Object value) {
        return value instanceof Enum<?> named
                ? named.name().toLowerCase(Locale.ROOT)
                : value.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
