package dev.reprise.cli.cluster;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the processes of a cluster are started with. All of them together must leave room on a small machine. */
final class Processes {
    private static final List<String> SMALL = List.of("-XX:+UseSerialGC", "-Xss512k");
    private static final String BROKER_HEAP = "-Xmx192m";
    private static final String NODE_HEAP = "-Xmx256m";

    private Processes() {}

    static List<String> broker(ClusterPlan plan, ClusterPlan.Broker broker) {
        var flags = new ArrayList<>(SMALL);
        flags.add(BROKER_HEAP);
        var arguments = new ArrayList<>(List.of(
                BrokerCommand.NAME,
                "--directory",
                plan.directory().of(broker.name()).toString(),
                "--cluster-id",
                plan.clusterId(),
                "--id",
                Integer.toString(broker.id()),
                "--port",
                Integer.toString(broker.port())));
        plan.controllers().forEach((id, port) -> arguments.addAll(List.of("--controller", id + "=" + port)));
        broker.listeners()
                .forEach((name, listener) -> arguments.addAll(
                        List.of("--listener", name + "=" + listener.port() + ":" + listener.advertisedPort())));
        return plan.command().line(flags, arguments);
    }

    static List<String> node(ClusterPlan plan, ClusterPlan.Node node) {
        var flags = new ArrayList<>(SMALL);
        flags.add(NODE_HEAP);
        settings(plan, node).forEach((name, value) -> flags.add("-D" + name + "=" + value));
        return plan.command().line(flags, List.of(NodeCommand.NAME));
    }

    private static Map<String, String> settings(ClusterPlan plan, ClusterPlan.Node node) {
        var own = plan.directory().of(node.name());
        return Map.ofEntries(
                entry("quarkus.http.port", Integer.toString(node.port())),
                entry(
                        "quarkus.log.file.path",
                        plan.logs().resolve(node.name() + ".log").toString()),
                entry("reprise.bootstrap-servers", node.bootstrapServers()),
                entry("reprise.node-id", node.name()),
                entry("reprise.state-dir", own.resolve("state").toString()),
                entry("reprise.replication-factor", Integer.toString(plan.replicationFactor())),
                entry("reprise.partitions", Integer.toString(ClusterPlan.PARTITIONS)),
                entry("reprise.advertised-url", node.url()),
                entry("reprise.standbys", plan.nodes().size() > 1 ? "1" : "0"),
                entry(
                        "reprise.examples.effects-file",
                        own.resolve("effects.tsv").toString()));
    }

    /** Not in the command line, which everybody on the machine can read. */
    static Map<String, String> secrets(ClusterPlan plan) {
        return Map.of("REPRISE_SECRETS", plan.secret());
    }
}
