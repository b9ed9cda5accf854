package dev.reprise.broker;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The Kafka settings of one broker of several on one machine: what is acknowledged is on two of them at least, so that one
 * may be lost at any time.
 */
final class ClusterSettings {
    private static final int REPLICAS = 3;
    private static final int ACKNOWLEDGED_BY = 2;

    /** A few, so that not all coordinators are on one broker. */
    private static final String INTERNAL_PARTITIONS = "3";

    /**
     * How soon the others go on without a broker that was killed or stands still, and how soon it is let in again. Kafka's
     * nine seconds are meant for networks; much less, and a busy machine looks like a dead broker.
     */
    private static final Map<String, String> SESSIONS = Map.of(
            "broker.session.timeout.ms", "5000",
            "broker.heartbeat.interval.ms", "1000",
            // All of them start at once on a machine with few cores.
            "server.max.startup.time.ms", "120000");

    private ClusterSettings() {}

    static Properties of(
            BrokerDirectory directory, BrokerPorts ports, ClusterPlace place, Map<String, String> overrides) {
        var settings = new Properties();
        settings.putAll(BrokerSettings.LIGHT);
        settings.putAll(BrokerSettings.PROMISES);
        settings.putAll(SESSIONS);
        settings.putAll(identity(directory, place));
        settings.putAll(listeners(ports, new TreeMap<>(place.listeners())));
        settings.putAll(replicas(place.controllers().size()));
        settings.putAll(overrides);
        return settings;
    }

    private static Map<String, String> identity(BrokerDirectory directory, ClusterPlace place) {
        return Map.of(
                "process.roles", "broker,controller",
                "node.id", Integer.toString(place.id()),
                "controller.quorum.voters",
                        new TreeMap<>(place.controllers())
                                .entrySet().stream()
                                        .map(voter -> voter.getKey() + "@" + BrokerPorts.HOST + ":" + voter.getValue())
                                        .collect(Collectors.joining(",")),
                "log.dirs", directory.data().toAbsolutePath().toString());
    }

    private static Map<String, String> listeners(
            BrokerPorts ports, TreeMap<String, ClusterPlace.Listener> furtherOnes) {
        var listen = new StringBuilder(at(BrokerSettings.CLIENT_LISTENER, ports.broker()));
        var advertised = new StringBuilder(listen);
        var protocols = new StringBuilder(plain(BrokerSettings.CLIENT_LISTENER));
        furtherOnes.forEach((name, listener) -> {
            listen.append(',').append(at(name, listener.port()));
            advertised.append(',').append(at(name, listener.advertisedPort()));
            protocols.append(',').append(plain(name));
        });
        return Map.of(
                "listeners",
                listen + "," + at(BrokerSettings.CONTROLLER_LISTENER, ports.controller()),
                "advertised.listeners",
                advertised.toString(),
                "listener.security.protocol.map",
                protocols + "," + plain(BrokerSettings.CONTROLLER_LISTENER),
                "controller.listener.names",
                BrokerSettings.CONTROLLER_LISTENER,
                "inter.broker.listener.name",
                BrokerSettings.CLIENT_LISTENER);
    }

    private static String at(String listener, int port) {
        return listener + "://" + BrokerPorts.HOST + ":" + port;
    }

    private static String plain(String listener) {
        return listener + ":PLAINTEXT";
    }

    private static Map<String, String> replicas(int brokers) {
        var replicas = Integer.toString(Math.min(REPLICAS, brokers));
        var acknowledgedBy = Integer.toString(Math.min(ACKNOWLEDGED_BY, brokers));
        return Map.ofEntries(
                entry("default.replication.factor", replicas),
                entry("min.insync.replicas", acknowledgedBy),
                entry("offsets.topic.replication.factor", replicas),
                entry("offsets.topic.num.partitions", INTERNAL_PARTITIONS),
                entry("transaction.state.log.replication.factor", replicas),
                entry("transaction.state.log.min.isr", acknowledgedBy),
                entry("transaction.state.log.num.partitions", INTERNAL_PARTITIONS),
                entry("share.coordinator.state.topic.replication.factor", replicas),
                entry("share.coordinator.state.topic.min.isr", acknowledgedBy),
                entry("share.coordinator.state.topic.num.partitions", "1"));
    }
}
