package dev.reprise.testkit.simulation;

import dev.reprise.testkit.simulation.HostedClient.Answer;
import dev.reprise.testkit.simulation.HostedClient.Asked;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The nodes, which of them owns which partition, and the processes that host functions. */
final class Cluster {
    private static final int NODES = 3;
    private static final int HOSTS = 2;

    private final World world;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Host> hosts = new ArrayList<>();
    private final Node[] owners;

    Cluster(World world) {
        this.world = world;
        for (int i = 1; i <= NODES; i++) {
            nodes.add(new Node(world, "node-" + i));
        }
        for (int i = 1; i <= HOSTS; i++) {
            hosts.add(new Host(world, "host-" + i));
        }
        owners = new Node[world.broker().partitions()];
    }

    void begin() {
        world.broker()
                .listen(partition -> nodes.forEach(node -> {
                    var task = node.task(partition);
                    if (task != null) {
                        task.grew();
                    }
                }));
        for (int partition = 0; partition < owners.length; partition++) {
            assign(partition, world.chance().oneOf(nodes));
        }
    }

    List<Node> nodes() {
        return nodes;
    }

    List<Host> hosts() {
        return hosts;
    }

    int partitions() {
        return owners.length;
    }

    private void assign(int partition, Node node) {
        var before = node.task(partition);
        if (before != null) {
            node.lose(before);
        }
        owners[partition] = node;
        world.story().tell(() -> "partition " + partition + " goes to " + node);
        node.take(partition, world.changelog(partition).fence());
    }

    /** Where a request about a partition goes: to its owner, or to whom somebody takes for it. */
    Node route(int partition, Node near) {
        if (world.faulty(0.1) && near.task(partition) != null) {
            return near;
        }
        return world.faulty(0.05) ? world.chance().oneOf(nodes) : owners[partition];
    }

    Node route(int partition) {
        return route(partition, world.chance().oneOf(nodes));
    }

    /** Where a function is run: in the node's own process or in one of its own. */
    Host host(Node node) {
        return world.chance().happens(0.5) ? node.inProcess() : world.chance().oneOf(hosts);
    }

    void checkpoint(Asked asked, Consumer<Answer> then) {
        route(Checkpointing.execution(asked.executionArn()).partition())
                .checkpointing()
                .take(asked, then);
    }

    // What goes wrong

    void crash(Node node) {
        if (!node.isAlive()) {
            return;
        }
        node.crash();
        for (int partition = 0; partition < owners.length; partition++) {
            if (owners[partition] == node) {
                replace(partition, node);
            }
        }
        world.agenda().after(1_000 + world.chance().delay(60_000), node::restart);
    }

    private void replace(int partition, Node dead) {
        world.agenda().after(1_000 + world.chance().delay(10_000), () -> {
            var alive = nodes.stream().filter(Node::isAlive).toList();
            if (owners[partition] != dead || dead.task(partition) != null) {
                return; // it has another owner already
            }
            if (alive.isEmpty()) {
                replace(partition, dead);
            } else {
                assign(partition, world.chance().oneOf(alive));
            }
        });
    }

    /** Another node becomes the owner. The one before knows it, or does not know it yet. */
    void rebalance(int partition) {
        var before = owners[partition];
        var others =
                nodes.stream().filter(node -> node.isAlive() && node != before).toList();
        if (!before.isAlive() || others.isEmpty()) {
            return;
        }
        var task = before.task(partition);
        if (task != null && world.chance().happens(0.5)) {
            if (world.chance().happens(0.5)) {
                task.commitNow();
            }
            before.lose(task);
        }
        assign(partition, world.chance().oneOf(others));
    }

    /** A transaction is aborted: the owner begins again from what was committed. */
    void rollBack(int partition) {
        var owner = owners[partition];
        if (owner.isAlive() && owner.task(partition) != null) {
            world.story().tell(() -> owner + " rolls partition " + partition + " back");
            assign(partition, owner);
        }
    }

    /** From now on nothing goes wrong: every node is back, and each partition has one owner that knows it. */
    void heal() {
        for (var node : nodes) {
            if (!node.isAlive()) {
                node.restart();
            }
            node.setClock(world.broker().skewMillis() + world.chance().between(-1_000, 1_000));
        }
        for (int partition = 0; partition < owners.length; partition++) {
            for (var node : nodes) {
                var task = node.task(partition);
                if (task != null) {
                    node.lose(task);
                }
            }
            assign(partition, world.chance().oneOf(nodes));
        }
    }

    /** The end of the simulation: no thread is left behind. */
    void killAll() {
        hosts.forEach(Host::crash);
        nodes.forEach(node -> node.inProcess().crash());
    }

    void freeze(Host host) {
        host.freeze(world.chance().delay(Duration.ofMinutes(5).toMillis()));
    }
}
