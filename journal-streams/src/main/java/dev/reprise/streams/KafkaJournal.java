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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The journal in Kafka: appends, the Kafka Streams application that folds them, and reads of what it has made. */
public final class KafkaJournal implements Journal {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaJournal.class);
    private static final int TRIES_FOR_OWN_KEY = 32;
    private static final Duration RETRY_START = Duration.ofSeconds(2);
    private static final Duration LOOK_FOR_MOVES = Duration.ofMillis(250);
    private static final Duration DRAIN_WITHIN = Duration.ofSeconds(1);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);
    private static final String CLOSING = "This node is shutting down";

    private final JournalConfig config;
    private final Peers peers;
    private final Folder folder;
    private final Appender appender;
    private final Waiters waiters;
    private final Ownership ownership;
    private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("reprise-journal").daemon().factory());
    private volatile @Nullable Running running;
    private volatile boolean closing;
    private volatile String trouble = "Waiting for Kafka";

    /** What there is once Kafka was reached. */
    private record Running(
            KafkaStreams streams, int partitions, Owners owners, LocalPartitions local, RemotePartitions remote) {}

    private KafkaJournal(JournalConfig config, JournalListener listener, Peers peers, Folder folder) {
        this.config = config;
        this.peers = peers;
        this.folder = folder;
        this.appender = Appender.open(config);
        this.waiters = new Waiters(config.verdictTimeout());
        this.ownership = new Ownership(config.nodeId(), appender, listener, waiters);
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
        var journal = new KafkaJournal(config, listener, peers, folder);
        journal.background.execute(journal::start);
        journal.background.scheduleWithFixedDelay(journal.waiters::failOverdue, 1, 1, TimeUnit.SECONDS);
        return journal;
    }

    private void start() {
        var topics = new Topics(config.topicPrefix());
        var settings = new HashMap<String, Object>(config.kafka());
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        try (var admin = Admin.create(settings)) {
            int partitions = topics.create(admin, config);
            var streams = new KafkaStreams(
                    JournalTopology.build(topics, ownership, new TopicBeginnings(config), folder),
                    StreamsSettings.of(config),
                    new JournalClients(ownership.seals()));
            streams.setUncaughtExceptionHandler(this::onThreadDeath);
            streams.start();
            var owners = new Owners(streams, topics.journal());
            var remote = new RemotePartitions(peers, owners, config.verdictTimeout());
            running =
                    new Running(streams, partitions, owners, new LocalPartitions(streams, ownership, appender), remote);
            var unused = background.scheduleWithFixedDelay(
                    remote::failMoved, LOOK_FOR_MOVES.toMillis(), LOOK_FOR_MOVES.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            trouble = "Expected to reach Kafka at %s and create topics, but: %s. Trying again"
                    .formatted(config.bootstrapServers(), e.getMessage());
            LOG.warn("{}", trouble);
            background.schedule(this::start, RETRY_START.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private StreamThreadExceptionResponse onThreadDeath(Throwable cause) {
        var stop = ThreadDeath.reasonToStop(cause, config.stateDir());
        if (stop != null) {
            trouble = stop;
            LOG.error("{}", stop, cause);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        LOG.error("A stream thread died and is replaced", cause);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
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
            return at(partition).append(partition, record);
        } catch (JournalUnavailable e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    // Reading

    @Override
    public ExecutionKey newKey(String function) {
        var key = randomKey(function);
        for (int tries = 1; tries < TRIES_FOR_OWN_KEY && !ownership.isOwner(partitionOf(key)); tries++) {
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
        return Utils.toPositive(Utils.murmur2(key.routingKey()))
                % requireRunning().partitions();
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
                    ? at(id.partition()).end(id, atMost)
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
        return id.partition() < requireRunning().partitions();
    }

    private List<? extends Rows> allRows() {
        return IntStream.range(0, requireRunning().partitions())
                .mapToObj(this::rows)
                .toList();
    }

    private Rows rows(int partition) {
        return new StoreRows(at(partition).rows(partition));
    }

    // Being one of several nodes

    /** Where a partition is served: here, unless another node is known to own it. */
    private Partitions at(int partition) {
        var now = requireRunning();
        if (ownership.isOwner(partition)) {
            return now.local();
        }
        var owner = now.owners().addressOf(partition);
        return owner == null || owner.equals(config.advertisedAddress()) ? now.local() : now.remote();
    }

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
        var now = running;
        var answer = now == null
                ? CompletableFuture.<PeerAnswer>completedFuture(new PeerAnswer.Refused(false, trouble))
                : PeerService.answer(now.local(), asked);
        return answer.thenApply(PeerCodec::encode);
    }

    // Being there

    @Override
    public Backlog backlog() {
        return waiters.backlog();
    }

    @Override
    public JournalHealth health() {
        var obstacle = obstacle();
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

    /** Why not everything that this node owns is served, or null when it is. */
    private @Nullable String obstacle() {
        var now = running;
        if (closing) {
            return CLOSING;
        }
        if (now == null) {
            return trouble;
        }
        var state = now.streams().state();
        if (isStopped(state)) {
            return trouble;
        }
        return state == KafkaStreams.State.RUNNING
                ? ownership.obstacle()
                : "Kafka Streams is " + state + ", restoring or handing over partitions";
    }

    private static boolean isStopped(KafkaStreams.State state) {
        return state == KafkaStreams.State.ERROR || state == KafkaStreams.State.PENDING_ERROR;
    }

    private Running requireRunning() {
        if (closing) {
            throw new JournalUnavailable(CLOSING);
        }
        var now = running;
        if (now == null || isStopped(now.streams().state())) {
            throw new JournalUnavailable(trouble);
        }
        return now;
    }

    /** Hands over in order: what is under way is finished, then the group is left, so that others take over at once. */
    @Override
    public void close() {
        closing = true;
        background.shutdownNow();
        waiters.drain(DRAIN_WITHIN);
        waiters.failAll(new JournalUnavailable(CLOSING));
        var now = running;
        if (now != null) {
            now.streams()
                    .close(CloseOptions.timeout(CLOSE_WITHIN)
                            .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        }
        appender.close();
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
