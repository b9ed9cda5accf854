package dev.reprise.broker;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Properties;

/**
 * The Kafka settings of a single node that shares a machine, or a JVM, with others: one of everything, small buffers,
 * short waits.
 */
final class BrokerSettings {

    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";
    static final String CLIENT_LISTENER = "CLIENTS";

    private static final String MEBIBYTE = Integer.toString(1024 * 1024);
    private static final String LARGEST_MESSAGE = Integer.toString(8 * 1024 * 1024);

    /** Replicas, because there is one node; partitions of internal topics, because each costs files and start-up time. */
    private static final Map<String, String> ONE_OF_EVERYTHING = Map.ofEntries(
            entry("default.replication.factor", "1"),
            entry("min.insync.replicas", "1"),
            entry("offsets.topic.replication.factor", "1"),
            entry("offsets.topic.num.partitions", "1"),
            entry("transaction.state.log.replication.factor", "1"),
            entry("transaction.state.log.min.isr", "1"),
            entry("transaction.state.log.num.partitions", "1"),
            entry("share.coordinator.state.topic.replication.factor", "1"),
            entry("share.coordinator.state.topic.min.isr", "1"),
            entry("share.coordinator.state.topic.num.partitions", "1"));

    /** There is nobody to hold an election with. */
    private static final Map<String, String> ALONE = Map.of(
            "controller.quorum.election.timeout.ms", "100",
            "controller.quorum.fetch.timeout.ms", "200");

    /** Memory, threads and waits: together these take the broker from 170 to 40 MiB of live heap. */
    static final Map<String, String> LIGHT = Map.ofEntries(
            entry("log.cleaner.dedupe.buffer.size", Integer.toString(4 * 1024 * 1024)),
            entry("log.cleaner.threads", "1"),
            entry("log.index.size.max.bytes", MEBIBYTE),
            entry("offsets.load.buffer.size", Integer.toString(256 * 1024)),
            entry("transaction.state.log.load.buffer.size", Integer.toString(256 * 1024)),
            entry("num.network.threads", "1"),
            entry("num.io.threads", "2"),
            entry("background.threads", "2"),
            entry("group.initial.rebalance.delay.ms", "0"),
            // Rather an error than a start that never ends.
            entry("server.max.startup.time.ms", "60000"));

    /** What users of the broker rely on. The limit of a request, 100 MiB by default, leaves room for such messages. */
    static final Map<String, String> PROMISES = Map.ofEntries(
            entry("auto.create.topics.enable", "false"),
            entry("message.max.bytes", LARGEST_MESSAGE),
            entry("replica.fetch.max.bytes", LARGEST_MESSAGE));

    private BrokerSettings() {}

    static Properties of(BrokerDirectory directory, BrokerPorts ports, Map<String, String> overrides) {
        var settings = new Properties();
        settings.putAll(identity(directory, ports));
        settings.putAll(ONE_OF_EVERYTHING);
        settings.putAll(ALONE);
        settings.putAll(LIGHT);
        settings.putAll(PROMISES);
        settings.putAll(sessionTimeout(directory));
        settings.putAll(overrides);
        return settings;
    }

    private static Map<String, String> identity(BrokerDirectory directory, BrokerPorts ports) {
        String clients = CLIENT_LISTENER + "://" + ports.bootstrapServers();
        String controllers = CONTROLLER_LISTENER + "://" + BrokerPorts.HOST + ":" + ports.controller();
        return Map.ofEntries(
                entry("process.roles", "broker,controller"),
                entry("node.id", Integer.toString(NODE_ID)),
                entry("controller.quorum.voters", ports.quorumVoters(NODE_ID)),
                entry("listeners", clients + "," + controllers),
                entry("advertised.listeners", clients),
                entry(
                        "listener.security.protocol.map",
                        CLIENT_LISTENER + ":PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT"),
                entry("controller.listener.names", CONTROLLER_LISTENER),
                entry("inter.broker.listener.name", CLIENT_LISTENER),
                entry("log.dirs", directory.data().toAbsolutePath().toString()));
    }

    /**
     * The controller admits a broker that did not sign off only when its session has run out, and it counts that time
     * with the settings of the new start. So a start after a kill, and only that, gets a short session: it waits
     * 1.5 seconds instead of nine, and a broker with an ordinary life is not fenced for a slow second.
     */
    private static Map<String, String> sessionTimeout(BrokerDirectory directory) {
        if (!directory.isFormatted() || directory.wasClosedCleanly()) {
            return Map.of();
        }
        return Map.of("broker.session.timeout.ms", "1500", "broker.heartbeat.interval.ms", "300");
    }
}
