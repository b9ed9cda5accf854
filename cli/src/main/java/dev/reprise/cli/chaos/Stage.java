package dev.reprise.cli.chaos;

import dev.reprise.broker.ClusterPlace;
import dev.reprise.cli.chaos.functions.HostCommand;
import dev.reprise.cli.chaos.history.Kind;
import dev.reprise.cli.chaos.history.Notebook;
import dev.reprise.cli.chaos.nemesis.Battlefield;
import dev.reprise.cli.chaos.proxy.TcpProxy;
import dev.reprise.cli.chaos.world.WorldServer;
import dev.reprise.cli.cluster.Cluster;
import dev.reprise.cli.cluster.ClusterDirectory;
import dev.reprise.cli.cluster.ClusterPlan;
import dev.reprise.cli.cluster.ClusterPlans;
import dev.reprise.cli.process.JavaCommand;
import dev.reprise.cli.process.Member;
import dev.reprise.cli.process.OwnProcess;
import dev.reprise.cli.process.Readiness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Everything a run takes place on: a cluster whose every connection to Kafka can be broken, hosts of functions whose every
 * connection can, and the world outside, which is never touched.
 */
final class Stage implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration STOP = Duration.ofSeconds(10);
    private static final List<String> HOST_FLAGS = List.of("-XX:+UseSerialGC", "-Xmx96m");

    private final WorldServer world;
    private final List<List<TcpProxy>> toBrokers;
    private final Cluster cluster;
    private final TcpProxy front;
    private final List<Member> hosts = new ArrayList<>();
    private final List<TcpProxy> toHosts = new ArrayList<>();
    private final Map<String, String> targets = new HashMap<>();

    /**
     * A stage on which nothing runs yet but the world.
     *
     * @param brokers how many
     * @param nodes how many
     * @param javaScript what serves JavaScript; empty for none
     */
    Stage(
            ClusterDirectory directory,
            JavaCommand command,
            int brokers,
            int nodes,
            Optional<JavaScript> javaScript,
            Notebook notebook,
            Member.Watch watch) {
        world = WorldServer.start(notebook);
        // For each node its own door to each broker, behind a proxy.
        var doors = IntStream.rangeClosed(1, nodes)
                .mapToObj(node -> IntStream.rangeClosed(1, brokers)
                        .mapToObj(broker -> directory.port("broker-%d.for-node-%d".formatted(broker, node)))
                        .toList())
                .toList();
        toBrokers = doors.stream()
                .map(ports -> ports.stream().map(TcpProxy::to).toList())
                .toList();
        cluster = new Cluster(plan(directory, command, brokers, nodes, doors), watch);
        front = TcpProxy.to(
                cluster.plan().nodes().stream().map(ClusterPlan.Node::port).toList());
        addJava(directory, command, watch);
        javaScript.ifPresent(found -> addJavaScript(directory, found, watch));
    }

    private ClusterPlan plan(
            ClusterDirectory directory, JavaCommand command, int brokers, int nodes, List<List<Integer>> doors) {
        var those = IntStream.rangeClosed(1, brokers)
                .mapToObj(id -> new ClusterPlan.Broker(
                        id,
                        directory.port("broker-" + id + ".port"),
                        directory.port("broker-" + id + ".controller.port"),
                        IntStream.range(0, nodes)
                                .boxed()
                                .collect(Collectors.toMap(
                                        node -> "NODE" + (node + 1),
                                        node -> new ClusterPlace.Listener(
                                                doors.get(node).get(id - 1),
                                                toBrokers.get(node).get(id - 1).port())))))
                .toList();
        return ClusterPlans.of(
                directory,
                command,
                those,
                ClusterPlans.nodes(
                        directory,
                        nodes,
                        number -> toBrokers.get(number - 1).stream()
                                .map(proxy -> "127.0.0.1:" + proxy.port())
                                .collect(Collectors.joining(","))));
    }

    private void addJava(ClusterDirectory directory, JavaCommand command, Member.Watch watch) {
        int port = directory.port("host-java.port");
        var line = command.line(
                HOST_FLAGS,
                List.of(
                        HostCommand.NAME,
                        "--port",
                        Integer.toString(port),
                        "--service",
                        service(),
                        "--world",
                        world.url().toString()));
        var readiness = new Readiness();
        hosts.add(new Member(
                "host-java",
                () -> OwnProcess.startAttached(line, Map.of(), directory.logs().resolve("host-java.out")),
                () -> readiness.answersOk("http://127.0.0.1:" + port + "/health"),
                watch));
        var proxy = TcpProxy.to(port);
        toHosts.add(proxy);
        for (var kind : Kind.values()) {
            if (kind != Kind.JAVASCRIPT) {
                targets.put(
                        kind.function(),
                        "http://127.0.0.1:%d/functions/%s/invocations".formatted(proxy.port(), kind.function()));
            }
        }
    }

    private void addJavaScript(ClusterDirectory directory, JavaScript javaScript, Member.Watch watch) {
        int port = directory.port("host-javascript.port");
        hosts.add(javaScript.host(port, service(), world.url(), directory.logs(), watch));
        var proxy = TcpProxy.to(port);
        toHosts.add(proxy);
        targets.put(JavaScript.FUNCTION, JavaScript.target(proxy.port()));
    }

    /** Where functions find the service: any node that takes the connection. */
    private String service() {
        return "http://127.0.0.1:" + front.port();
    }

    Cluster cluster() {
        return cluster;
    }

    WorldServer world() {
        return world;
    }

    Battlefield battlefield() {
        return new Battlefield(cluster, hosts, toBrokers, toHosts);
    }

    /** Starts the hosts, and makes every node know where they are. */
    void startHosts() {
        hosts.forEach(Member::start);
        hosts.forEach(host -> host.awaitReady(START));
        new Registrations(cluster.plan()).of(targets);
    }

    @Override
    public void close() {
        hosts.forEach(host -> host.stop(STOP));
        cluster.close();
        toHosts.forEach(TcpProxy::close);
        toBrokers.forEach(proxies -> proxies.forEach(TcpProxy::close));
        front.close();
        world.close();
    }
}
