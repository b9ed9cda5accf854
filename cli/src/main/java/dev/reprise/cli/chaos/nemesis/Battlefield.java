package dev.reprise.cli.chaos.nemesis;

import dev.reprise.cli.chaos.proxy.TcpProxy;
import dev.reprise.cli.cluster.Cluster;
import dev.reprise.cli.process.Member;
import java.util.List;

/**
 * All that can be broken.
 *
 * @param cluster its brokers and nodes
 * @param hosts processes that serve functions
 * @param toBrokers for each node, its way to each broker
 * @param toHosts the nodes' way to each host
 */
public record Battlefield(Cluster cluster, List<Member> hosts, List<List<TcpProxy>> toBrokers, List<TcpProxy> toHosts) {
    public Battlefield {
        hosts = List.copyOf(hosts);
        toBrokers = List.copyOf(toBrokers);
        toHosts = List.copyOf(toHosts);
    }

    Member victim(Fault fault) {
        return switch (fault.kind().lane()) {
            case BROKER -> cluster.brokers().get(fault.victim());
            case NODE -> cluster.nodes().get(fault.victim());
            case HOST -> hosts.get(fault.victim());
        };
    }

    /** The connections that a fault is about. */
    List<TcpProxy> links(Fault fault) {
        return switch (fault.kind().lane()) {
            case BROKER -> List.of();
            case NODE -> {
                var all = toBrokers.get(fault.victim());
                yield fault.kind() == FaultKind.SILENCE_LINK_TO_BROKER ? List.of(all.get(fault.other())) : all;
            }
            case HOST -> List.of(toHosts.get(fault.victim()));
        };
    }

    /** How many of each there are. */
    public Schedule.Victims victims() {
        return new Schedule.Victims(cluster.brokers().size(), cluster.nodes().size(), hosts.size());
    }
}
