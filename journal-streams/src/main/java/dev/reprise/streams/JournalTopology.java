package dev.reprise.streams;

import dev.reprise.core.InvalidValue;
import dev.reprise.core.fold.Fold;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.Stores;

/**
 * The whole graph: one source, one processor with one store, four outlets. One store, because rows of all kinds change
 * together; one source, because two would be merged in an order that cannot be repeated.
 */
final class JournalTopology {
    static final String STORE = "state";
    static final String HISTORY = "history";
    static final String EXECUTIONS = "executions";
    static final String SIGNALS_DEAD_LETTERS = "signals-dead-letters";
    static final String JOURNAL_DEAD_LETTERS = "journal-dead-letters";

    private static final String SOURCE = "journal";
    private static final String FOLD = "fold";

    private JournalTopology() {}

    static Topology build(Topics topics, Ownership ownership, Beginnings beginnings) {
        return build(topics, ownership, beginnings, Fold::fold);
    }

    static Topology build(Topics topics, Ownership ownership, Beginnings beginnings, Folder folder) {
        var bytes = new ByteArraySerializer();
        // Each record rewrites its execution's header and the partition's progress. Only what they are at the commit
        // is stored and sent to the changelog (ADR 19).
        var store = Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(STORE), Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingEnabled(Map.of("max.message.bytes", Integer.toString(8 << 20)))
                .withCachingEnabled();
        return new Topology()
                .addSource(SOURCE, new ByteArrayDeserializer(), new ByteArrayDeserializer(), topics.journal())
                .addProcessor(FOLD, () -> new FoldProcessor(ownership, beginnings, folder), SOURCE)
                .addStateStore(store, FOLD)
                .addSink(HISTORY, topics.history(), bytes, bytes, beside(), FOLD)
                .addSink(EXECUTIONS, topics.executions(), bytes, bytes, beside(), FOLD)
                .addSink(SIGNALS_DEAD_LETTERS, topics.signalsDeadLetters(), bytes, bytes, FOLD)
                .addSink(JOURNAL_DEAD_LETTERS, topics.journalDeadLetters(), bytes, bytes, FOLD);
    }

    /** Puts a record into the partition that its key's execution id names, so that one execution's events stay in order. */
    private static StreamPartitioner<byte[], byte[]> beside() {
        return (topic, key, value, partitions) -> Optional.of(Set.of(partition(key) % partitions));
    }

    private static int partition(byte[] key) {
        var digits = new String(key, 0, 4, StandardCharsets.US_ASCII);
        try {
            return Integer.parseInt(digits, 16);
        } catch (NumberFormatException e) {
            throw new InvalidValue(
                    "Expected a key that begins with an execution id, but it begins with '" + digits + "'");
        }
    }
}
