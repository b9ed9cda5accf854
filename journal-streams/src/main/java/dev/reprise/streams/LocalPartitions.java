package dev.reprise.streams;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.InvalidValue;
import dev.reprise.core.fold.Verdict;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.Row;
import dev.reprise.schemas.codec.JournalCodec;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** The partitions that this node owns. Thread-safe. */
final class LocalPartitions implements Partitions {
    private final KafkaStreams streams;
    private final Ownership ownership;
    private final Appender appender;

    LocalPartitions(KafkaStreams streams, Ownership ownership, Appender appender) {
        this.streams = streams;
        this.ownership = ownership;
        this.appender = appender;
    }

    @Override
    public CompletableFuture<Verdict> append(int partition, JournalRecord record) {
        if (!ownership.isOwner(partition)) {
            return CompletableFuture.failedFuture(notOwned(partition));
        }
        var encoded = JournalCodec.encode(record);
        var waiters = ownership.waiters();
        Waiters.Waiter waiter;
        try {
            waiter = waiters.expect(partition, encoded.length);
        } catch (JournalUnavailable tooMuch) {
            return CompletableFuture.failedFuture(tooMuch);
        }
        long begun = System.nanoTime();
        var unused = waiter.told()
                .whenComplete((verdict, failure) ->
                        ownership.listener().judged(record, verdict, Duration.ofNanos(System.nanoTime() - begun)));
        long folded = ownership.position(partition);
        try {
            appender.append(partition, record, encoded, waiters.nonce(waiter), (metadata, failure) -> {
                if (failure == null) {
                    if (metadata.hasOffset()) {
                        ownership.appended(partition, folded, metadata.offset());
                    }
                    waiters.acknowledged(waiter);
                } else {
                    waiters.fail(waiter, notAppended(failure));
                }
            });
        } catch (RuntimeException e) {
            waiters.fail(waiter, notAppended(e));
        }
        return waiter.told();
    }

    private static RuntimeException notAppended(Exception failure) {
        if (failure instanceof RecordTooLargeException) {
            return new InvalidValue("Expected a record of at most 8 MiB, but Kafka says: " + failure.getMessage());
        }
        return new JournalUnavailable(
                "Expected Kafka to acknowledge the record, but: %s. It may or may not have been appended"
                        .formatted(failure.getMessage()),
                failure);
    }

    @Override
    public EncodedRows rows(int partition) {
        var owner = ownership.sureOwner(partition);
        if (owner == null) {
            throw notOwned(partition);
        }
        try {
            StoreQueryParameters<ReadOnlyKeyValueStore<Bytes, byte[]>> query = StoreQueryParameters.fromNameAndType(
                    JournalTopology.STORE, QueryableStoreTypes.<Bytes, byte[]>keyValueStore());
            // Stale is what Kafka Streams calls any store while the group rebalances. Whether it is, the owner knows.
            var store = streams.store(query.withPartition(partition).enableStaleStores());
            return new QueriedRows(partition, store, () -> ownership.sureOwner(partition) == owner);
        } catch (InvalidStateStoreException | IllegalStateException e) {
            throw QueriedRows.unreadable(partition, e);
        }
    }

    @Override
    public CompletableFuture<@Nullable Execution> end(ExecutionId id, Duration atMost) {
        return ownership.ends().of(id, atMost, () -> new StoreRows(rows(id.partition())).get(new Row.Header(id)));
    }

    private JournalUnavailable notOwned(int partition) {
        var sealed = ownership.seals().reason(partition);
        return new JournalUnavailable(
                sealed != null
                        ? sealed
                        : "Expected this node to own partition %d, but it does not, or not yet (Kafka Streams is %s)"
                                .formatted(partition, streams.state()));
    }
}
