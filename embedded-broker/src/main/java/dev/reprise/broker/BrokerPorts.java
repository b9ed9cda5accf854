package dev.reprise.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * The two ports of a broker, both on loopback.
 *
 * @param broker where clients connect
 * @param controller where the broker finds the controller: a quorum has to name its voters' ports before they start
 */
record BrokerPorts(int broker, int controller) {

    /** Nobody outside this machine can reach the broker: it has no authentication. */
    static final String HOST = "127.0.0.1";

    private static final int ANY = EmbeddedBrokerOptions.ANY_PORT;

    /** No ports remembered: any will do. */
    static final BrokerPorts NONE = new BrokerPorts(ANY, ANY);

    String bootstrapServers() {
        return HOST + ":" + broker;
    }

    String quorumVoters(int nodeId) {
        return nodeId + "@" + HOST + ":" + controller;
    }

    /**
     * Finds two ports that are free now, unless a cluster has agreed on them: the demanded one or none at all, the remembered ones if possible, else any.
     *
     * <p>Someone else may still take a port before the broker does. That start fails and says so; the next one
     * chooses anew.
     */
    static BrokerPorts choose(EmbeddedBrokerOptions options, BrokerPorts remembered) {
        if (options.place() != null) {
            return agreed(options, options.place());
        }
        // Both sockets stay open until both ports are known, or the two might be the same.
        try (var broker = options.port() == ANY ? bindPreferring(remembered.broker) : bindDemanded(options);
                var controller = bindPreferring(remembered.controller)) {
            return new BrokerPorts(broker.getLocalPort(), controller.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Expected two free ports on %s for the broker on %s, but could not get them"
                            .formatted(HOST, options.directory()),
                    e);
        }
    }

    /** In a cluster the others know the ports already. */
    private static BrokerPorts agreed(EmbeddedBrokerOptions options, ClusterPlace place) {
        if (options.port() == ANY) {
            throw new IllegalArgumentException(
                    "Expected a port for broker %d of a cluster, but found none in the options of the broker on %s"
                            .formatted(place.id(), options.directory()));
        }
        return new BrokerPorts(options.port(), place.controllers().getOrDefault(place.id(), ANY));
    }

    private static ServerSocket bindDemanded(EmbeddedBrokerOptions options) {
        try {
            return bind(options.port());
        } catch (IOException e) {
            throw new IllegalStateException(
                    "Expected port %d on %s to be free for the broker on %s, but it cannot be bound (%s): stop the process that listens there, or choose another port"
                            .formatted(options.port(), HOST, options.directory(), e.getMessage()),
                    e);
        }
    }

    private static ServerSocket bindPreferring(int port) throws IOException {
        try {
            return bind(port);
        } catch (IOException taken) {
            return bind(ANY);
        }
    }

    private static ServerSocket bind(int port) throws IOException {
        var socket = new ServerSocket();
        try {
            // As the broker itself will: connections of a killed predecessor may linger on the port.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(loopback(), port));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** {@link #HOST} without a look-up, and never its IPv6 twin. */
    private static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }
}
