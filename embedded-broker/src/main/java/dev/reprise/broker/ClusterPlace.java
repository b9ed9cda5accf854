package dev.reprise.broker;

import java.util.Map;

/**
 * A broker's place in a cluster of several, each of them broker and controller in a process of its own. All that lies on
 * one machine: every port is one of loopback, and must be known before the first of them starts.
 *
 * @param clusterId Kafka's id of the cluster, 22 characters, the same for all and for ever
 * @param id this broker, one of the keys of {@code controllers}
 * @param controllers where each broker's controller listens, by the broker's id
 * @param listeners further doors for clients, by their names in capitals: whoever comes in by one is told to stay with it
 */
public record ClusterPlace(
        String clusterId, int id, Map<Integer, Integer> controllers, Map<String, Listener> listeners) {
    public ClusterPlace {
        if (!controllers.containsKey(id)) {
            throw new IllegalArgumentException(
                    "Expected broker %d to be among the controllers, but found only %s".formatted(id, controllers));
        }
        controllers = Map.copyOf(controllers);
        listeners = Map.copyOf(listeners);
    }

    /**
     * A door to one broker.
     *
     * @param port where it listens
     * @param advertisedPort where clients are told to connect: another port when something stands between, such as a proxy
     */
    public record Listener(int port, int advertisedPort) {}
}
