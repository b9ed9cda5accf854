package dev.reprise.cli.chaos.check;

import dev.reprise.core.history.Happening;
import dev.reprise.core.history.HistoryEvent;
import dev.reprise.schemas.codec.AuditedEvent;
import java.util.List;
import java.util.stream.Stream;

/** The history of one execution, in the order of the topic; not empty. */
record History(List<AuditedEvent> audited) {
    History {
        audited = List.copyOf(audited);
    }

    String id() {
        return audited.getFirst().execution().toString();
    }

    /** Function and name, with a slash between. */
    String key() {
        var key = audited.getFirst().key();
        return key.function() + "/" + key.name();
    }

    String name() {
        return audited.getFirst().key().name();
    }

    List<HistoryEvent> events() {
        return audited.stream().map(AuditedEvent::event).toList();
    }

    /** The events that end it; exactly one, if all is well. */
    List<HistoryEvent> ends() {
        return events().stream().filter(event -> isEnd(event.event())).toList();
    }

    <T extends Happening> Stream<T> happenings(Class<T> type) {
        return events().stream()
                .map(HistoryEvent::event)
                .filter(type::isInstance)
                .map(type::cast);
    }

    static boolean isEnd(Happening happening) {
        return happening instanceof Happening.ExecutionSucceeded
                || happening instanceof Happening.ExecutionFailed
                || happening instanceof Happening.ExecutionTimedOut
                || happening instanceof Happening.ExecutionStopped;
    }
}
