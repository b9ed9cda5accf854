package dev.reprise.cli.cluster;

import dev.reprise.cli.dev.Ports;
import dev.reprise.cli.process.Member;
import dev.reprise.cli.process.OwnProcess;
import dev.reprise.cli.process.Readiness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Brokers and nodes of one cluster, a process each, on loopback. Each {@link Member} can be started, stopped, killed, and
 * stopped in its tracks, by itself; closing ends all of them, the nodes first. Thread-safe.
 */
public final class Cluster implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration STOP = Duration.ofSeconds(30);

    private final ClusterPlan plan;
    private final List<Member> brokers;
    private final List<Member> nodes;

    /** A cluster of which nothing runs yet. */
    public Cluster(ClusterPlan plan, Member.Watch watch) {
        this.plan = plan;
        var readiness = new Readiness();
        brokers = plan.brokers().stream()
                .map(broker -> new Member(
                        broker.name(),
                        () -> launch(broker.name(), Processes.broker(plan, broker), Map.of()),
                        () -> Ports.isServed(broker.port()),
                        watch))
                .toList();
        nodes = plan.nodes().stream()
                .map(node -> new Member(
                        node.name(),
                        () -> launch(node.name(), Processes.node(plan, node), Processes.secrets(plan)),
                        () -> readiness.of(node.url()),
                        watch))
                .toList();
    }

    private OwnProcess launch(String name, List<String> command, Map<String, String> environment) {
        return OwnProcess.startAttached(command, environment, plan.logs().resolve(name + ".out"));
    }

    /** Who is in it, and where. */
    public ClusterPlan plan() {
        return plan;
    }

    /** The brokers, in the order of their ids. */
    public List<Member> brokers() {
        return brokers;
    }

    /** The nodes, in the order of their numbers. */
    public List<Member> nodes() {
        return nodes;
    }

    /** All of them. */
    public List<Member> members() {
        var all = new ArrayList<>(brokers);
        all.addAll(nodes);
        return all;
    }

    /** Starts all brokers, and returns when each of them takes records and all have what there is. */
    public void startBrokers() {
        brokers.forEach(Member::start);
        brokers.forEach(broker -> broker.awaitReady(START));
        try (var replicas = replicas()) {
            replicas.awaitInSync(START);
        }
    }

    /** Starts all nodes, and returns when each of them serves. */
    public void startNodes() {
        nodes.forEach(Member::start);
        nodes.forEach(node -> node.awaitReady(START));
    }

    /** How far the brokers are behind each other; to be closed. */
    public Replicas replicas() {
        return new Replicas(plan.bootstrapServers(), plan.brokers().size(), plan.replicationFactor());
    }

    /** Ends the nodes, all at once, and then the brokers, so that nodes can sign off. */
    @Override
    public void close() {
        atOnce(nodes, node -> node.stop(STOP));
        atOnce(brokers, broker -> broker.stop(STOP));
    }

    private static void atOnce(List<Member> members, Consumer<Member> action) {
        members.stream()
                .map(member -> Thread.ofVirtual().start(() -> action.accept(member)))
                .toList()
                .forEach(Cluster::join);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
