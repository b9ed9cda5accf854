package dev.reprise.streams;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics of the journal: their names, and how they are kept. */
public record Topics(String prefix) {
    private static final String WEEK = millis(Duration.ofDays(7));
    private static final String MONTH = millis(Duration.ofDays(30));
    private static final String LONGEST_RETENTION = millis(Duration.ofDays(400));
    private static final String LARGEST_RECORD = Integer.toString(8 << 20);

    /** What was asked and observed, in total order for each partition. */
    public String journal() {
        return prefix + "journal";
    }

    /** What was accepted: the audit log. */
    public String history() {
        return prefix + "history";
    }

    /** How each execution stands. */
    public String executions() {
        return prefix + "executions";
    }

    /** Where anybody publishes signals. */
    public String signals() {
        return prefix + "signals";
    }

    /** Signals that could not be delivered, with the reason. */
    public String signalsDeadLetters() {
        return prefix + "signals.dlq";
    }

    /** Journal records that could not be folded, with the reason. */
    public String journalDeadLetters() {
        return prefix + "journal.dlq";
    }

    /** The registered functions. */
    public String functions() {
        return prefix + "functions";
    }

    /**
     * Where the invocations of a function wait for whoever takes them.
     *
     * @param version a published version's number; empty for the function as it is now
     */
    public String tasks(String function, String version) {
        return prefix + "tasks." + function + (version.isEmpty() ? "" : "." + version);
    }

    /**
     * Creates a topic of tasks, unless it is there.
     *
     * @throws ExecutionException when the brokers refuse or cannot be reached
     */
    public void createTasks(Admin admin, JournalConfig config, String name)
            throws ExecutionException, InterruptedException {
        create(admin, List.of(topic(config, name, config.partitions(), deleted(WEEK, "CreateTime"))));
    }

    /**
     * Creates what is missing. Returns how many partitions the journal has.
     *
     * @throws ExecutionException when the brokers refuse or cannot be reached
     */
    int create(Admin admin, JournalConfig config) throws ExecutionException, InterruptedException {
        var existing = admin.listTopics().names().get();
        var missing = new ArrayList<NewTopic>();
        for (var topic : wanted(config)) {
            if (!existing.contains(topic.name())) {
                missing.add(topic);
            }
        }
        create(admin, missing);
        var descriptions =
                admin.describeTopics(List.of(journal())).allTopicNames().get();
        return Objects.requireNonNull(descriptions.get(journal())).partitions().size();
    }

    private static void create(Admin admin, List<NewTopic> topics) throws ExecutionException, InterruptedException {
        for (var created : admin.createTopics(topics).values().values()) {
            try {
                created.get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e; // another node that starts now may have been quicker; that is all right
                }
            }
        }
    }

    private List<NewTopic> wanted(JournalConfig config) {
        return List.of(
                topic(config, journal(), config.partitions(), deleted(WEEK, "LogAppendTime")),
                topic(
                        config,
                        history(),
                        config.partitions(),
                        Map.of(
                                "cleanup.policy",
                                "compact,delete",
                                "retention.ms",
                                LONGEST_RETENTION,
                                "max.compaction.lag.ms",
                                millis(Duration.ofDays(1)),
                                "max.message.bytes",
                                LARGEST_RECORD)),
                topic(config, executions(), config.partitions(), compacted()),
                topic(config, signals(), config.partitions(), deleted(WEEK, "CreateTime")),
                topic(config, signalsDeadLetters(), 1, deleted(MONTH, "CreateTime")),
                topic(config, journalDeadLetters(), 1, deleted(MONTH, "CreateTime")),
                topic(config, functions(), 1, compacted()));
    }

    private static NewTopic topic(JournalConfig config, String name, int partitions, Map<String, String> settings) {
        var all = new HashMap<>(settings);
        all.put("min.insync.replicas", minInSyncReplicas(config.replicationFactor()));
        return new NewTopic(name, partitions, config.replicationFactor()).configs(all);
    }

    /** How many brokers must have a record before it is acknowledged: all but one, so that one may be away. */
    static String minInSyncReplicas(short replicationFactor) {
        return Integer.toString(Math.max(1, replicationFactor - 1));
    }

    private static Map<String, String> deleted(String retention, String timestamps) {
        return Map.of(
                "cleanup.policy", "delete",
                "retention.ms", retention,
                "message.timestamp.type", timestamps,
                "max.message.bytes", LARGEST_RECORD);
    }

    private static Map<String, String> compacted() {
        return Map.of("cleanup.policy", "compact", "max.message.bytes", LARGEST_RECORD);
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
