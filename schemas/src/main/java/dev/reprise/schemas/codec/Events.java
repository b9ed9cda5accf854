package dev.reprise.schemas.codec;

import static dev.reprise.schemas.codec.SharedTypes.orNull;

import dev.reprise.core.ExecutionKey;
import dev.reprise.core.history.HistoryEvent;
import dev.reprise.schemas.avro.history.Envelope;
import org.apache.avro.specific.SpecificRecordBase;

/** History events: an envelope, the same for all, around what happened. */
final class Events {
    static final SingleObject FORMAT = new SingleObject("a history event", Happenings.TYPES);

    private static final int ENVELOPE_POSITION = 0;

    private Events() {}

    /** An event that says whose it is. */
    static byte[] encode(String execution, ExecutionKey key, HistoryEvent event) {
        return encode(execution, key.function(), key.name(), event);
    }

    /** An event for a row, whose key and neighbours say whose it is. */
    static byte[] encodeAnonymous(HistoryEvent event) {
        return encode("", "", "", event);
    }

    private static byte[] encode(String execution, String function, String name, HistoryEvent event) {
        var envelope = new Envelope(
                execution,
                function,
                name,
                event.eventId(),
                event.at(),
                event.journalOffset(),
                SharedTypes.toAvro(event.operation()));
        return FORMAT.encode(Happenings.toAvro(envelope, event.event()));
    }

    static Envelope envelope(SpecificRecordBase record) {
        return (Envelope) record.get(ENVELOPE_POSITION);
    }

    static HistoryEvent fromAvro(SpecificRecordBase record) {
        var envelope = envelope(record);
        return new HistoryEvent(
                envelope.getEventId(),
                envelope.getAt(),
                envelope.getJournalOffset(),
                orNull(envelope.getOperation()),
                Happenings.fromAvro(record));
    }
}
