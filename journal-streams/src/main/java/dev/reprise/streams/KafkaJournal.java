package dev.reprise.streams;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.InvalidValue;
import dev.reprise.core.OperationId;
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
import dev.reprise.schemas.codec.UnknownSchema;
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
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The journal in Kafka: appends, the Kafka Streams application that folds them, and reads of what it has made. */
public final class KafkaJournal implements Journal {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaJournal.class);
    private static final Duration RETRY_START = Duration.ofSeconds(2);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

    private final JournalConfig config;
    private final Appender appender;
    private final Waiters waiters;
    private final Ownership ownership;
    private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("reprise-journal").daemon().factory());
    private volatile @Nullable Running running;
    private volatile String trouble = "Waiting for Kafka";

    /** What there is once Kafka was reached. */
    private record Running(KafkaStreams streams, int partitions) {}

    private KafkaJournal(JournalConfig config, JournalListener listener) {
        this.config = config;
        this.appender = Appender.open(config);
        this.waiters = new Waiters(config.verdictTimeout());
        this.ownership = new Ownership(config.nodeId(), appender, listener, waiters);
    }

    /**
     * Begins to take part. Returns at once: Kafka may still be down. Until it was reached, everything throws or fails
     * with {@link JournalUnavailable}, and {@link #health} says why.
     */
    public static KafkaJournal open(JournalConfig config, JournalListener listener) {
        var journal = new KafkaJournal(config, listener);
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
            var streams = new KafkaStreams(JournalTopology.build(topics, ownership), StreamsSettings.of(config));
            streams.setUncaughtExceptionHandler(this::onThreadDeath);
            streams.start();
            running = new Running(streams, partitions);
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
        for (Throwable e = cause; e != null; e = e.getCause()) {
            if (e instanceof UnknownSchema) {
                trouble = "Stopped: the journal holds a record that a newer release wrote. Start that release here. "
                        + e.getMessage();
                LOG.error("{}", trouble);
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            }
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
            requireOwner(partition);
        } catch (JournalUnavailable e) {
            return CompletableFuture.failedFuture(e);
        }
        var waiter = waiters.expect(partition);
        try {
            appender.append(partition, record, waiters.nonce(waiter), (metadata, failure) -> {
                if (failure == null) {
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

    // Reading

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
        if (id.partition() >= requireRunning().partitions()) {
            return null; // an id that was never given out
        }
        return rows(id.partition()).get(new Row.Header(id));
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
    public List<Execution> list(ExecutionQuery query) {
        var partitions = IntStream.range(0, requireRunning().partitions())
                .mapToObj(this::rows)
                .toList();
        return Queries.list(partitions, query);
    }

    @Override
    public @Nullable Quarantine quarantine(ExecutionId execution) {
        return execution.partition() < requireRunning().partitions()
                ? rows(execution.partition()).get(new Row.Quarantined(execution))
                : null;
    }

    @Override
    public Map<ExecutionId, Quarantine> quarantined() {
        return ownership.quarantined();
    }

    private Rows rows(int partition) {
        var now = requireRunning();
        requireOwner(partition);
        try {
            StoreQueryParameters<ReadOnlyKeyValueStore<Bytes, byte[]>> query = StoreQueryParameters.fromNameAndType(
                    JournalTopology.STORE, QueryableStoreTypes.<Bytes, byte[]>keyValueStore());
            return new QueriedRows(partition, now.streams().store(query.withPartition(partition)));
        } catch (InvalidStateStoreException | IllegalStateException e) {
            throw QueriedRows.unreadable(partition, e);
        }
    }

    // Being there

    @Override
    public JournalHealth health() {
        int quarantined = ownership.quarantined().size();
        var now = running;
        if (now == null) {
            return new JournalHealth(false, trouble, quarantined);
        }
        var state = now.streams().state();
        if (state != KafkaStreams.State.RUNNING) {
            return new JournalHealth(
                    false,
                    state == KafkaStreams.State.ERROR || state == KafkaStreams.State.PENDING_ERROR
                            ? trouble
                            : "Kafka Streams is " + state + ", restoring or handing over partitions",
                    quarantined);
        }
        var unconfirmed = ownership.unconfirmed();
        return unconfirmed != null
                ? new JournalHealth(false, "Partition " + unconfirmed + " is being taken over", quarantined)
                : new JournalHealth(
                        true, "Owning %d of %d partitions".formatted(ownership.size(), now.partitions()), quarantined);
    }

    private Running requireRunning() {
        var now = running;
        if (now == null) {
            throw new JournalUnavailable(trouble);
        }
        return now;
    }

    private void requireOwner(int partition) {
        var now = requireRunning();
        if (!ownership.isOwner(partition)) {
            throw new JournalUnavailable(
                    "Expected this node to own partition %d of %d, but it does not, or not yet (Kafka Streams is %s)"
                            .formatted(
                                    partition, now.partitions(), now.streams().state()));
        }
    }

    @Override
    public void close() {
        background.shutdownNow();
        waiters.failAll(new JournalUnavailable("This node is shutting down"));
        var now = running;
        if (now != null) {
            now.streams().close(CLOSE_WITHIN);
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
