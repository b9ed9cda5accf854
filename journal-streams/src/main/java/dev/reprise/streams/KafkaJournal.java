package dev.reprise.streams;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.OperationId;
import dev.reprise.core.fold.Fold;
import dev.reprise.core.fold.Verdict;
import dev.reprise.core.history.HistoryEvent;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.journal.SignalTarget;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.Quarantine;
import dev.reprise.core.state.Row;
import dev.reprise.core.state.Rows;
import dev.reprise.core.state.UpdatedOperations;
import dev.reprise.schemas.codec.PeerCodec;
import dev.reprise.schemas.codec.UndecodableRecord;
import dev.reprise.schemas.peer.PeerAnswer;
import dev.reprise.schemas.peer.PeerRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** The journal in Kafka: appends and reads, each where its partition is. {@link Membership} is what makes this a node. */
public final class KafkaJournal implements Journal {
    private static final int TRIES_FOR_OWN_KEY = 32;

    private final Membership membership;
    private final Ownership ownership;

    private KafkaJournal(Membership membership, Ownership ownership) {
        this.membership = membership;
        this.ownership = ownership;
    }

    /**
     * Begins to take part. Returns at once: Kafka may still be down. Until it was reached, everything throws or fails
     * with {@link JournalUnavailable}, and {@link #health} says why.
     *
     * @param peers the way to the other nodes
     */
    public static KafkaJournal open(JournalConfig config, JournalListener listener, Peers peers) {
        return open(config, listener, peers, Fold::fold);
    }

    static KafkaJournal open(JournalConfig config, JournalListener listener, Peers peers, Folder folder) {
        var appender = Appender.open(config);
        var ownership = new Ownership(config.nodeId(), appender, listener, new Waiters(config.verdictTimeout()));
        return new KafkaJournal(Membership.begin(config, ownership, appender, peers, folder), ownership);
    }

    // Appending

    @Override
    public CompletableFuture<Verdict> submit(JournalRecord.OfExecution record) {
        return append(record.execution().partition(), record);
    }

    @Override
    public CompletableFuture<Verdict> submit(JournalRecord.SignalReceived record) {
        return switch (record.target()) {
            case SignalTarget.ById byId -> append(byId.execution().partition(), record);
            case SignalTarget.ByKey byKey -> append(partitionOf(byKey.key()), record);
        };
    }

    @Override
    public CompletableFuture<Verdict> submit(int partition, JournalRecord.OfPartition record) {
        return append(partition, record);
    }

    private CompletableFuture<Verdict> append(int partition, JournalRecord record) {
        try {
            return membership.at(partition).append(partition, record);
        } catch (JournalUnavailable e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    // Reading

    @Override
    public boolean isOwner(int partition) {
        return ownership.isOwner(partition);
    }

    @Override
    public ExecutionKey newKey(String function) {
        var key = randomKey(function);
        for (int tries = 1; tries < TRIES_FOR_OWN_KEY && !isOwner(partitionOf(key)); tries++) {
            key = randomKey(function);
        }
        return key;
    }

    private static ExecutionKey randomKey(String function) {
        return new ExecutionKey(function, UUID.randomUUID().toString());
    }

    @Override
    public ExecutionId newExecutionId(ExecutionKey key) {
        return new ExecutionId(partitionOf(key), timeOrdered());
    }

    @Override
    public int partitionOf(ExecutionKey key) {
        return Utils.toPositive(Utils.murmur2(key.routingKey())) % membership.partitions();
    }

    @Override
    public @Nullable Execution execution(ExecutionId id) {
        return isKnown(id) ? rows(id.partition()).get(new Row.Header(id)) : null;
    }

    @Override
    public @Nullable Execution execution(ExecutionKey key) {
        var rows = rows(partitionOf(key));
        var id = rows.get(new Row.Named(key));
        return id == null ? null : rows.get(new Row.Header(id));
    }

    @Override
    public @Nullable Operation operation(ExecutionId execution, OperationId operation) {
        return rows(execution.partition()).get(new Row.OfOperation(execution, operation));
    }

    @Override
    public List<Operation> operations(ExecutionId execution) {
        return Queries.operations(rows(execution.partition()), execution);
    }

    @Override
    public UpdatedOperations updatedOperations(ExecutionId execution) {
        var updated = rows(execution.partition()).get(new Row.Ready(execution));
        return Objects.requireNonNullElse(updated, UpdatedOperations.NONE);
    }

    @Override
    public List<HistoryEvent> history(ExecutionId execution, int fromEventId, int limit) {
        return Queries.history(rows(execution.partition()), execution, fromEventId, limit);
    }

    @Override
    public CompletableFuture<@Nullable Execution> end(ExecutionId id, Duration atMost) {
        try {
            return isKnown(id)
                    ? membership.at(id.partition()).end(id, atMost)
                    : CompletableFuture.<@Nullable Execution>completedFuture(null);
        } catch (JournalUnavailable e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public List<Execution> list(ExecutionQuery query) {
        return Queries.list(allRows(), query);
    }

    @Override
    public @Nullable Quarantine quarantine(ExecutionId execution) {
        return isKnown(execution) ? rows(execution.partition()).get(new Row.Quarantined(execution)) : null;
    }

    @Override
    public Map<ExecutionId, Quarantine> quarantined() {
        return Queries.quarantined(allRows());
    }

    /** Whether the journal can have given out an id. */
    private boolean isKnown(ExecutionId id) {
        return id.partition() < membership.partitions();
    }

    private List<? extends Rows> allRows() {
        return IntStream.range(0, membership.partitions()).mapToObj(this::rows).toList();
    }

    private Rows rows(int partition) {
        return new StoreRows(membership.at(partition).rows(partition));
    }

    // Being one of several nodes

    /**
     * Answers what another node asked over {@link Peers}. Does not block, except to read from the store.
     *
     * @return completed with the answer, which may say that this node does not own the partition
     */
    public CompletableFuture<byte[]> answer(byte[] request) {
        PeerRequest asked;
        try {
            asked = PeerCodec.decodeRequest(request);
        } catch (UndecodableRecord notUnderstood) {
            var refused = new PeerAnswer.Refused(false, String.valueOf(notUnderstood.getMessage()));
            return CompletableFuture.completedFuture(PeerCodec.encode(refused));
        }
        return PeerService.answer(membership::local, asked).thenApply(PeerCodec::encode);
    }

    // Being there

    @Override
    public Backlog backlog() {
        return ownership.waiters().backlog();
    }

    /** How far this node is behind. Not for each request: it looks through all figures of the Kafka clients. */
    public Lags lags() {
        return membership.lags();
    }

    @Override
    public JournalHealth health() {
        var obstacle = membership.obstacle();
        int owned = ownership.size();
        int quarantined = ownership.quarantined().size();
        var sealed = ownership.sealed();
        if (obstacle == null && !sealed.isEmpty()) {
            // One partition that stands still must not take the others out of service with it.
            return new JournalHealth(
                    sealed.size() < owned, String.join("; ", sealed), owned, quarantined, sealed.size());
        }
        return new JournalHealth(
                obstacle == null,
                obstacle == null ? "Owning %d partitions".formatted(owned) : obstacle,
                owned,
                quarantined,
                sealed.size());
    }

    @Override
    public void close() {
        membership.close();
    }

    /** A UUID of version 7, so that ids sort by time (RFC 9562, section 5.7). */
    private static UUID timeOrdered() {
        var random = ThreadLocalRandom.current();
        long millis = System.currentTimeMillis();
        long high = (millis << 16) | 0x7000L | (random.nextLong() & 0x0FFFL);
        long low = 0x8000000000000000L | (random.nextLong() & 0x3FFFFFFFFFFFFFFFL);
        return new UUID(high, low);
    }
}
