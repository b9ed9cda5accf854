package dev.reprise.cli.cluster;

import dev.reprise.broker.ClusterPlace;
import dev.reprise.cli.process.JavaCommand;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Who is to be in a cluster, and where everything is. All ports are of loopback.
 *
 * @param directory where it keeps everything
 * @param command what its processes run
 * @param clusterId Kafka's id of it
 * @param secret what tokens and callback ids are signed with
 * @param brokers at least one
 * @param nodes at least one
 */
public record ClusterPlan(
        ClusterDirectory directory,
        JavaCommand command,
        String clusterId,
        String secret,
        List<Broker> brokers,
        List<Node> nodes) {
    /** Of the journal: two for each of three nodes; each costs every broker files and time. */
    public static final int PARTITIONS = 6;

    public ClusterPlan {
        brokers = List.copyOf(brokers);
        nodes = List.copyOf(nodes);
    }

    /**
     * A broker.
     *
     * @param id from 1
     * @param port where clients connect
     * @param controllerPort where the brokers agree
     * @param listeners further doors, by their names
     */
    public record Broker(int id, int port, int controllerPort, Map<String, ClusterPlace.Listener> listeners) {
        public Broker {
            listeners = Map.copyOf(listeners);
        }

        String name() {
            return "broker-" + id;
        }
    }

    /**
     * A node of the service.
     *
     * @param number from 1
     * @param port where it serves HTTP
     * @param bootstrapServers how it comes to Kafka
     */
    public record Node(int number, int port, String bootstrapServers) {
        String name() {
            return "node-" + number;
        }

        /** Where it serves. */
        public String url() {
            return "http://127.0.0.1:" + port;
        }
    }

    /** The brokers' own doors, where nothing stands between. */
    public String bootstrapServers() {
        return bootstrapServers(brokers.stream().map(Broker::port).toList());
    }

    static String bootstrapServers(List<Integer> ports) {
        return ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
    }

    /** How many brokers keep each record. */
    int replicationFactor() {
        return Math.min(3, brokers.size());
    }

    Map<Integer, Integer> controllers() {
        return brokers.stream()
                .collect(Collectors.toMap(Broker::id, Broker::controllerPort, (one, other) -> one, TreeMap::new));
    }

    Path logs() {
        return directory.logs();
    }
}
