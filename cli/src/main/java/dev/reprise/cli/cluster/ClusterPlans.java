package dev.reprise.cli.cluster;

import dev.reprise.cli.process.JavaCommand;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Makes plans. */
public final class ClusterPlans {
    private ClusterPlans() {}

    /** A cluster on the ports of the last start, or on free ones, in which every node reaches every broker directly. */
    public static ClusterPlan free(ClusterDirectory directory, JavaCommand command, int brokers, int nodes) {
        var ports = IntStream.rangeClosed(1, brokers)
                .mapToObj(id -> new ClusterPlan.Broker(
                        id,
                        directory.port("broker-" + id + ".port"),
                        directory.port("broker-" + id + ".controller.port"),
                        Map.of()))
                .toList();
        var bootstrapServers = ClusterPlan.bootstrapServers(
                ports.stream().map(ClusterPlan.Broker::port).toList());
        return of(directory, command, ports, nodes(directory, nodes, number -> bootstrapServers));
    }

    /** How a node comes to Kafka. */
    public interface Ways {
        /** Its bootstrap servers. */
        String of(int node);
    }

    /** Nodes on the ports of the last start, or on free ones. */
    public static List<ClusterPlan.Node> nodes(ClusterDirectory directory, int nodes, Ways ways) {
        return IntStream.rangeClosed(1, nodes)
                .mapToObj(number ->
                        new ClusterPlan.Node(number, directory.port("node-" + number + ".port"), ways.of(number)))
                .toList();
    }

    /** A cluster of these, which the directory then remembers. */
    public static ClusterPlan of(
            ClusterDirectory directory,
            JavaCommand command,
            List<ClusterPlan.Broker> brokers,
            List<ClusterPlan.Node> nodes) {
        directory.remember();
        return new ClusterPlan(directory, command, directory.clusterId(), directory.secret(), brokers, nodes);
    }
}
