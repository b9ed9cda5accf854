package dev.reprise.streams;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.fold.Effect;
import dev.reprise.core.history.HistoryEvent;
import dev.reprise.core.journal.SignalTarget;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.Row;
import dev.reprise.core.state.RowChange;
import dev.reprise.schemas.codec.HistoryCodec;
import dev.reprise.schemas.codec.SummaryCodec;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** What a partition publishes on other topics, in the same transaction as its state. */
final class Outlets {
    /** Why a record was put aside. */
    static final String REASON_HEADER = "reprise-reason";

    private final ProcessorContext<byte[], byte[]> context;

    Outlets(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
    }

    /** The offset of the record being processed. */
    long offset() {
        return context.recordMetadata().orElseThrow().offset();
    }

    /** Publishes the history events that were recorded, and the removal of those that were purged. */
    void publish(List<RowChange<?>> changes, long timestamp) {
        var keys = new HashMap<ExecutionId, ExecutionKey>();
        for (var change : changes) {
            if (change.value() instanceof Execution header) {
                keys.put(header.id(), header.key());
            }
        }
        for (var change : changes) {
            if (change.row() instanceof Row.Event row) {
                var key = text(row.execution() + "/" + row.eventId());
                forward(
                        JournalTopology.HISTORY,
                        key,
                        encoded(row, change.value(), keys),
                        timestamp,
                        new RecordHeaders());
            }
        }
    }

    private static byte @Nullable [] encoded(
            Row.Event row, @Nullable Object event, Map<ExecutionId, ExecutionKey> keys) {
        if (event == null) {
            return null;
        }
        var key = Objects.requireNonNull(keys.get(row.execution()), "an event is recorded together with its header");
        return HistoryCodec.encode(row.execution(), key, (HistoryEvent) event);
    }

    /** Publishes how an execution stands, and signals that nobody can take. */
    void publish(Effect effect, long timestamp) {
        switch (effect) {
            case Effect.PublishSummary summary ->
                forward(
                        JournalTopology.EXECUTIONS,
                        text(summary.execution().id().toString()),
                        SummaryCodec.encode(summary.execution()),
                        timestamp,
                        new RecordHeaders());
            case Effect.RetractSummary retract ->
                forward(
                        JournalTopology.EXECUTIONS,
                        text(retract.execution().toString()),
                        null,
                        timestamp,
                        new RecordHeaders());
            case Effect.DeadLetter letter -> putAside(letter, timestamp);
            case Effect.Dispatch ignored -> {}
            case Effect.TellNews ignored -> {}
            case Effect.Deliver ignored -> {}
            case Effect.NearLimit ignored -> {}
            case Effect.ConfirmOwner ignored -> {}
        }
    }

    /** Puts a journal record aside that cannot be folded. */
    void putAside(Record<byte[], byte[]> input, RuntimeException why) {
        var headers = new RecordHeaders(input.headers());
        var metadata = context.recordMetadata().orElseThrow();
        add(headers, REASON_HEADER, why.getClass().getSimpleName() + ": " + why.getMessage());
        add(headers, "reprise-source", metadata.topic() + "/" + metadata.partition() + "/" + metadata.offset());
        forward(JournalTopology.JOURNAL_DEAD_LETTERS, input.key(), input.value(), input.timestamp(), headers);
    }

    private void putAside(Effect.DeadLetter letter, long timestamp) {
        var signal = letter.signal();
        var source = Objects.requireNonNull(signal.source(), "only signals from a topic are put aside");
        var headers = new RecordHeaders();
        add(headers, REASON_HEADER, letter.reason().name());
        add(headers, "reprise-source", source.topic() + "/" + source.partition() + "/" + source.offset());
        add(headers, "reprise-execution", target(signal.target()));
        add(headers, "reprise-signal", signal.name().value());
        var id = signal.signalId();
        if (id != null) {
            add(headers, "reprise-id", id);
        }
        forward(
                JournalTopology.SIGNALS_DEAD_LETTERS,
                text(target(signal.target())),
                signal.payload().utf8(),
                timestamp,
                headers);
    }

    private static String target(SignalTarget target) {
        return switch (target) {
            case SignalTarget.ById byId -> byId.execution().toString();
            case SignalTarget.ByKey byKey -> byKey.key().toString();
        };
    }

    private void forward(
            String outlet, byte @Nullable [] key, byte @Nullable [] value, long timestamp, Headers headers) {
        context.forward(new Record<>(key, value, timestamp, headers), outlet);
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, text(value));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
