package dev.reprise.benchmarks.workload;

import dev.reprise.benchmarks.process.HostProcess;
import dev.reprise.benchmarks.process.NodeJs;
import dev.reprise.benchmarks.process.NodeProcess;
import dev.reprise.benchmarks.process.NodeSettings;
import dev.reprise.benchmarks.process.ServiceClient;
import dev.reprise.benchmarks.process.Watched;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Nodes of the packaged service and a host of functions, each a process. Callers go to the nodes in turns. */
final class Service implements AutoCloseable {
    private final List<NodeProcess> nodes;
    private final HostProcess host;
    private final AtomicInteger turn = new AtomicInteger();

    private Service(List<NodeProcess> nodes, HostProcess host) {
        this.nodes = List.copyOf(nodes);
        this.host = host;
    }

    /** Starts a host beside nodes; functions call back to the first node. */
    private interface HostStart {
        HostProcess at(String service) throws IOException, InterruptedException;
    }

    /** One node, and functions with our SDK. */
    static Service ours(Stage stage, String name, String... functions) throws Exception {
        return ours(stage, List.of(stage.node(name)), functions);
    }

    /** Some nodes, and functions with our SDK. */
    static Service ours(Stage stage, List<NodeSettings> nodes, String... functions) throws Exception {
        var directory = nodes.getFirst().directory();
        return start(stage, nodes, service -> HostProcess.ours(service, directory), functions);
    }

    /** One node, and functions with the official SDK in JavaScript. */
    static Service javaScript(Stage stage, NodeJs node, String name, String... functions) throws Exception {
        var settings = stage.node(name);
        return start(
                stage,
                List.of(settings),
                service -> HostProcess.javaScript(node, service, settings.directory()),
                functions);
    }

    private static Service start(Stage stage, List<NodeSettings> settings, HostStart hostStart, String... functions)
            throws Exception {
        var nodes = new ArrayList<NodeProcess>();
        try {
            for (var each : settings) {
                nodes.add(NodeProcess.launch(stage.repository(), each));
            }
            for (var node : nodes) {
                node.awaitReady();
            }
            var host = hostStart.at(nodes.getFirst().client().url());
            return new Service(nodes, host).with(functions);
        } catch (Exception e) {
            nodes.forEach(NodeProcess::close);
            throw e;
        }
    }

    /** Registers functions of the host, and waits until every node knows them. */
    private Service with(String... functions) throws IOException, InterruptedException {
        try {
            for (var function : functions) {
                nodes.getFirst().client().register(function, host.target(function));
                for (var node : nodes) {
                    node.client().awaitFunction(function);
                }
            }
            return this;
        } catch (IOException e) {
            host.close();
            throw e;
        }
    }

    /** The way to one of the nodes. */
    ServiceClient client() {
        return nodes.get(Math.floorMod(turn.getAndIncrement(), nodes.size())).client();
    }

    List<Watched> processes() {
        var processes = new ArrayList<>(nodes.stream().map(NodeProcess::watched).toList());
        processes.add(host.watched());
        return processes;
    }

    @Override
    public void close() {
        host.close();
        nodes.forEach(NodeProcess::close);
    }
}
