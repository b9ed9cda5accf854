package dev.reprise.schemas.codec;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.history.HistoryEvent;

/** The values of the history topic: the audit log that anyone may read. */
public final class HistoryCodec {
    private HistoryCodec() {}

    /** Writes an event, in Avro's single-object encoding. */
    public static byte[] encode(ExecutionId execution, ExecutionKey key, HistoryEvent event) {
        return Events.encode(execution.toString(), key, event);
    }

    /**
     * Reads an event that this release or an older one wrote.
     *
     * @throws UnknownSchema when a newer release wrote it
     * @throws UndecodableRecord when it is no history event at all
     */
    public static AuditedEvent decode(byte[] bytes) {
        return Events.FORMAT.decode(bytes, record -> {
            var envelope = Events.envelope(record);
            return new AuditedEvent(
                    ExecutionId.parse(envelope.getExecutionId()),
                    new ExecutionKey(envelope.getFunction(), envelope.getExecutionName()),
                    Events.fromAvro(record));
        });
    }
}
