package dev.reprise.streams;

import java.time.Duration;
import java.util.HashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node among the nodes: reaching Kafka, the Kafka Streams application that folds, where each partition is, and
 * leaving in order. Thread-safe.
 */
final class Membership implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);
    private static final Duration RETRY_START = Duration.ofSeconds(2);
    private static final Duration LOOK_FOR_MOVES = Duration.ofMillis(250);
    private static final Duration DRAIN_WITHIN = Duration.ofSeconds(1);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);
    private static final String CLOSING = "This node is shutting down";

    private final JournalConfig config;
    private final Peers peers;
    private final Folder folder;
    private final Appender appender;
    private final Ownership ownership;
    private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("reprise-journal").daemon().factory());
    private volatile @Nullable Running running;
    private volatile boolean closing;
    private volatile String trouble = "Waiting for Kafka";

    /** What there is once Kafka was reached. */
    private record Running(
            KafkaStreams streams, int partitions, Owners owners, LocalPartitions local, RemotePartitions remote) {}

    private Membership(JournalConfig config, Ownership ownership, Appender appender, Peers peers, Folder folder) {
        this.config = config;
        this.ownership = ownership;
        this.appender = appender;
        this.peers = peers;
        this.folder = folder;
    }

    /** Begins to take part, in the background: Kafka may still be down. */
    static Membership begin(JournalConfig config, Ownership ownership, Appender appender, Peers peers, Folder folder) {
        var membership = new Membership(config, ownership, appender, peers, folder);
        membership.background.execute(membership::start);
        membership.background.scheduleWithFixedDelay(ownership.waiters()::failOverdue, 1, 1, TimeUnit.SECONDS);
        return membership;
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
            startOrLetGo(streams);
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

    /** What could not be started must let go of the state's directory, or the next try finds it taken. */
    private void startOrLetGo(KafkaStreams streams) {
        try {
            streams.start();
        } catch (RuntimeException e) {
            streams.close(CLOSE_WITHIN);
            if (e instanceof ProcessorStateException) {
                LOG.warn(
                        "The copy of the state in {} cannot be opened, as after a full disk. It is thrown away and made again from Kafka",
                        config.stateDir(),
                        e);
                streams.cleanUp();
            }
            throw e;
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

    /**
     * Where a partition is served: here, unless another node is known to own it.
     *
     * @throws JournalUnavailable when this node does not take part
     */
    Partitions at(int partition) {
        var now = requireRunning();
        if (ownership.isOwner(partition)) {
            return now.local();
        }
        var owner = now.owners().addressOf(partition);
        return owner == null || owner.equals(config.advertisedAddress()) ? now.local() : now.remote();
    }

    /** The partitions that this node owns. */
    Partitions local() {
        return requireRunning().local();
    }

    /** How far this node is behind. Reads some thousand figures: meant to be asked a few times a minute. */
    Lags lags() {
        var now = running;
        return now == null ? Lags.NONE : Lags.of(now.streams());
    }

    /** How many partitions the journal has. */
    int partitions() {
        return requireRunning().partitions();
    }

    /** Why not everything that this node owns is served, or null when it is. */
    @Nullable
    String obstacle() {
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
        ownership.waiters().drain(DRAIN_WITHIN);
        ownership.waiters().failAll(new JournalUnavailable(CLOSING));
        var now = running;
        if (now != null) {
            now.streams()
                    .close(CloseOptions.timeout(CLOSE_WITHIN)
                            .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        }
        appender.close();
    }
}
