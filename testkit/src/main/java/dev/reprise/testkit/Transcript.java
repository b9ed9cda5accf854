package dev.reprise.testkit;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.OperationId;
import dev.reprise.core.fold.Verdict;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.journal.JournalRecord.*;
import dev.reprise.core.operation.OperationUpdate;
import dev.reprise.core.state.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A journal as people read it: a record a line, with how long after the start it came and what came of it. */
final class Transcript {
    private static final int LONGEST_TEXT = 120;

    private final Instant start;
    private final List<String> lines = new ArrayList<>();
    private final Map<Row.OfOperation, String> names = new HashMap<>();
    private final Map<ExecutionId, String> called = new HashMap<>();

    Transcript(Instant start) {
        this.start = start;
    }

    void note(long offset, Instant at, JournalRecord record, Verdict verdict) {
        lines.add("%4d  %-12s %s%s"
                .formatted(offset, "+" + sinceStart(at), subject(record) + described(record), described(verdict)));
    }

    /** Whose record it is, unless it is the tested function's: that of a called one says so. */
    private String subject(JournalRecord record) {
        if (record instanceof ExecutionStartRequested start && start.parent() != null) {
            called.put(start.execution(), "[" + start.key().function() + "] ");
        }
        return record instanceof OfExecution of ? called.getOrDefault(of.execution(), "") : "";
    }

    private String sinceStart(Instant at) {
        return Duration.between(start, at).toString().substring(2).toLowerCase(java.util.Locale.ROOT);
    }

    private String described(JournalRecord record) {
        return switch (record) {
            case ExecutionStartRequested r -> "start %s with %s".formatted(r.key(), shortened(r.input()));
            case CheckpointSubmitted r ->
                "checkpoint %d of invocation %d: %s".formatted(r.seq(), r.epoch(), updates(r.execution(), r.updates()));
            case InvocationCompleted r -> "invocation %d ended: %s".formatted(r.epoch(), shortened(r.outcome()));
            case InvocationLost r ->
                "invocation %d lost: %s".formatted(r.epoch(), r.reason().message());
            case TimersFired r ->
                "time is up: "
                        + r.timers().stream()
                                .map(timer -> called.getOrDefault(timer.execution(), "")
                                        + timer.kind()
                                        + " "
                                        + name(timer.execution(), timer.operation()))
                                .collect(Collectors.joining(", "));
            case SignalReceived r -> "signal '%s' with %s".formatted(r.name(), shortened(r.payload()));
            case CallbackCompleted r ->
                "callback %s answered %s: %s"
                        .formatted(
                                name(r.execution(), r.operation()),
                                r.status(),
                                shortened(r.failure() == null ? r.result() : r.failure()));
            case CallbackHeartbeat r -> "callback %s: heartbeat".formatted(name(r.execution(), r.operation()));
            case ExecutionStopRequested r -> "stop: " + r.reason().message();
            case ExecutionPauseRequested r -> "pause: " + r.reason();
            case ExecutionResumeRequested r -> "resume: " + r.reason();
            case ExecutionDeleteRequested r -> "delete";
            case ExecutionQuarantined r ->
                "quarantined: " + r.poison().record() + ", " + r.poison().error();
            case ExecutionReleaseRequested r -> "release";
            case ChainedInvokeCompleted r ->
                "called function ended: %s %s: %s"
                        .formatted(
                                name(r.execution(), r.operation()),
                                r.status(),
                                shortened(r.failure() == null ? r.result() : r.failure()));
            case OutboxDelivered r -> "delivered: " + r.delivered();
            case OwnerElected r -> "owner is now '%s'".formatted(r.instance());
            case FoldBarrier r -> "features: " + r.features();
        };
    }

    private String updates(ExecutionId execution, List<OperationUpdate> updates) {
        if (updates.isEmpty()) {
            return "any news?";
        }
        for (var update : updates) {
            var name = update.ref().name();
            names.putIfAbsent(
                    new Row.OfOperation(execution, update.id()),
                    name == null ? update.id().value() : "'" + name + "'");
        }
        return updates.stream()
                .map(update -> "%s %s%s"
                        .formatted(update.getClass().getSimpleName(), name(execution, update.id()), recorded(update)))
                .collect(Collectors.joining(", "));
    }

    private static String recorded(OperationUpdate update) {
        return switch (update) {
            case OperationUpdate.SucceedStep u -> " = " + shortened(u.result());
            case OperationUpdate.FailStep u ->
                ", " + u.failure().type() + ": " + u.failure().message();
            case OperationUpdate.RetryStep u ->
                " after " + u.delay() + ", "
                        + (u.failure() == null
                                ? u.state()
                                : u.failure().type() + ": " + u.failure().message());
            case OperationUpdate.StartWait u -> " for " + u.duration();
            case OperationUpdate.StartCallback u -> u.timeout() == null ? "" : " for at most " + u.timeout();
            case OperationUpdate.StartChainedInvoke u ->
                " of " + u.target().function() + " with " + shortened(u.input());
            default -> "";
        };
    }

    private String name(ExecutionId execution, @Nullable OperationId id) {
        return id == null ? "" : names.getOrDefault(new Row.OfOperation(execution, id), id.value());
    }

    private static String shortened(@Nullable Object value) {
        var text = value == null ? "nothing" : value.toString();
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
    }

    /** Only what is not a matter of course. */
    private static String described(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Started started when started.created() -> "";
            case Verdict.CheckpointAccepted accepted when !accepted.closed() -> "";
            case Verdict.SignalAccepted signal -> signal.buffered() ? "  ⇒ kept until the code waits for it" : "";
            case Verdict.CallbackAccepted ignored -> "";
            case Verdict.Done ignored -> "";
            default -> "  ⇒ " + verdict;
        };
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
