package dev.reprise.cli.chaos.check;

import dev.reprise.cli.chaos.history.Call;
import dev.reprise.cli.chaos.history.Call.Action;
import dev.reprise.cli.chaos.history.Call.Outcome;
import dev.reprise.cli.chaos.history.Call.Seen;
import dev.reprise.cli.chaos.history.Kind;
import dev.reprise.cli.chaos.history.Plan;
import dev.reprise.cli.chaos.history.Run;
import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.OperationId;
import dev.reprise.core.Payload;
import dev.reprise.core.history.Happening;
import dev.reprise.core.history.HistoryEvent;
import dev.reprise.core.operation.OperationRef;
import dev.reprise.schemas.codec.AuditedEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Evidence of a run that never was, told in the order in which it would have happened. */
final class Story {
    private static final Instant BEGAN = Instant.parse("2026-01-31T12:00:00Z");

    private final List<Plan> plans = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();
    private final List<Run> runs = new ArrayList<>();
    private final List<AuditedEvent> events = new ArrayList<>();
    private final Map<String, Integer> eventIds = new HashMap<>();
    private long micros;

    /** Id of the execution that has this name. */
    static String id(String name) {
        return executionId(name).toString();
    }

    private static ExecutionId executionId(String name) {
        return new ExecutionId(1, UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }

    Story plan(Plan plan) {
        plans.add(plan);
        return this;
    }

    /** An execution of steps that never fail. */
    static Plan steps(String name, int steps) {
        return new Plan(
                name,
                Kind.STEPS,
                Collections.nCopies(steps, 0),
                Collections.nCopies(steps, false),
                List.of(),
                List.of(),
                "");
    }

    static Plan signals(String name, String... signals) {
        return new Plan(name, Kind.SIGNALS, List.of(), List.of(), List.of(), List.of(signals), name + "/late");
    }

    static Plan of(Kind kind, String name) {
        return new Plan(name, kind, List.of(), List.of(), List.of(), List.of(name + "/answer"), "");
    }

    Story call(Action action, String name, String item, Outcome outcome, @Nullable Seen seen) {
        long begun = micros += 10;
        calls.add(new Call(action, "node-1", name, item, begun, micros += 10, outcome, 200, seen));
        return this;
    }

    Story started(String name) {
        return call(Action.START, name, "", Outcome.OK, new Seen(id(name), "RUNNING", 0, null));
    }

    Story read(String name, String status, int events, @Nullable String result) {
        return call(Action.READ, name, "", Outcome.OK, new Seen(id(name), status, events, result));
    }

    Story told(String name, String status, @Nullable String result) {
        return call(Action.RESULT, name, "", Outcome.OK, new Seen("", status, 0, result));
    }

    Story sent(String name, String signal, Outcome outcome) {
        return call(Action.SIGNAL, name, signal, outcome, null);
    }

    Story run(String name, String step, int attempt, String run, boolean atMostOnce) {
        runs.add(new Run(id(name), step, id(name) + "/" + step, attempt, run, atMostOnce, "java-1", micros += 10));
        return this;
    }

    /** What happened to an execution, under the next event id. */
    Story happened(String function, String name, @Nullable String operation, Happening happening) {
        int eventId = eventIds.merge(name, 1, Integer::sum);
        return happened(function, name, eventId, operation, happening);
    }

    Story happened(String function, String name, int eventId, @Nullable String operation, Happening happening) {
        micros += 10;
        events.add(new AuditedEvent(
                executionId(name),
                new ExecutionKey(function, name),
                new HistoryEvent(
                        eventId,
                        BEGAN.plusNanos(micros * 1_000),
                        micros,
                        operation == null ? null : new OperationRef(new OperationId(operation), null, operation, null),
                        happening)));
        return this;
    }

    /** Another execution under the name of one that there is. */
    Story happenedToTwin(String function, String name, Happening happening) {
        events.add(new AuditedEvent(
                executionId(name + " again"),
                new ExecutionKey(function, name),
                new HistoryEvent(1, BEGAN, micros += 10, null, happening)));
        return this;
    }

    Story begins(Kind kind, String name) {
        return happened(kind.function(), name, null, new Happening.ExecutionStarted(null, Duration.ofDays(1)));
    }

    Story stepDone(Kind kind, String name, String step, int attempt, String run) {
        var result = Payload.of("{\"step\":\"%s\",\"attempt\":%d,\"run\":\"%s\"}".formatted(step, attempt, run));
        return happened(
                kind.function(),
                name,
                step,
                new Happening.StepSucceeded(result, new Happening.Retry(attempt, null), null));
    }

    Story ends(Kind kind, String name, String result) {
        return happened(kind.function(), name, null, new Happening.ExecutionSucceeded(Payload.of(result)));
    }

    Evidence evidence() {
        return new Evidence(plans, calls, runs, events, events);
    }

    List<Violation> violations() {
        return Checker.check(evidence());
    }
}
