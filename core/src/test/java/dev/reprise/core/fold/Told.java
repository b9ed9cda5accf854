package dev.reprise.core.fold;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.history.HistoryEvent;
import dev.reprise.core.state.Outgoing;
import dev.reprise.core.state.RowRange;
import dev.reprise.core.state.Rows;
import dev.reprise.core.state.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Events, effects and timers in few words, so that a test can list them. */
final class Told {
    private Told() {}

    static List<String> events(Rows rows, ExecutionId execution, int from) {
        var told = new ArrayList<String>();
        rows.scan(new RowRange.Events(execution, from), (row, event) -> told.add(event(event)));
        return told;
    }

    private static String event(HistoryEvent event) {
        var operation = event.operation();
        return event.event().getClass().getSimpleName() + (operation == null ? "" : " " + operation.id());
    }

    static String effect(Effect effect) {
        return switch (effect) {
            case Effect.Dispatch e -> "Dispatch " + e.epoch();
            case Effect.TellNews ignored -> "TellNews";
            case Effect.PublishSummary e -> "PublishSummary " + e.execution().status();
            case Effect.RetractSummary ignored -> "RetractSummary";
            case Effect.NearLimit e -> "NearLimit %s %d of %d".formatted(e.what(), e.used(), e.limit());
            case Effect.DeadLetter e -> "DeadLetter " + e.reason();
            case Effect.Deliver e -> "Deliver " + outgoing(e.message());
            case Effect.ConfirmOwner e -> "ConfirmOwner " + e.term();
        };
    }

    private static String outgoing(Outgoing message) {
        return switch (message) {
            case Outgoing.Call call -> "Call " + call.target().function();
            case Outgoing.Reply reply -> "Reply " + reply.status();
        };
    }

    static String timer(Timer timer) {
        var operation = timer.operation();
        return timer.kind() + (operation == null ? "" : " " + operation) + " at "
                + Duration.between(Folding.START, timer.due());
    }
}
