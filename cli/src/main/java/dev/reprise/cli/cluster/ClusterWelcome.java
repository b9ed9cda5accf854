package dev.reprise.cli.cluster;

import dev.reprise.cli.dev.ExampleOrder;
import dev.reprise.cli.process.Member;
import dev.reprise.cli.process.OwnProcess;
import dev.reprise.cli.terminal.Style;
import java.util.ArrayList;
import java.util.List;

/** What a user is told when all of them are ready: who is where, and what to try. */
final class ClusterWelcome {
    private ClusterWelcome() {}

    static List<String> lines(Cluster cluster) {
        var plan = cluster.plan();
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add(Style.BOLD.of("Ready.") + " Ctrl-C ends all of it; Enter starts again what has ended.");
        lines.add("");
        for (int i = 0; i < plan.brokers().size(); i++) {
            lines.add(line(
                    cluster.brokers().get(i),
                    "127.0.0.1:" + plan.brokers().get(i).port()));
        }
        for (int i = 0; i < plan.nodes().size(); i++) {
            lines.add(line(cluster.nodes().get(i), plan.nodes().get(i).url()));
        }
        var first = plan.nodes().getFirst().url();
        var last = plan.nodes().getLast().url();
        lines.addAll(List.of(
                "",
                "  Logs  " + plan.logs(),
                "",
                "Start an order on one node, kill that node (kill -9 and its process above), and look at it on another:",
                "",
                "  ID=$(curl -s '" + first + "/api/v1/functions/" + ExampleOrder.FUNCTION + "/executions?name="
                        + ExampleOrder.NAME + "' \\",
                "    -H 'Content-Type: application/json' -d '" + ExampleOrder.JSON + "' \\",
                "    | sed 's/.*\"executionId\":\"\\([^\"]*\\)\".*/\\1/'); echo \"$ID\"",
                "  curl -s \"" + last + "/api/v1/executions/$ID\"",
                "",
                "What was recorded, from Kafka itself:",
                "",
                "  ./reprise audit --execution \"$ID\" --bootstrap " + plan.bootstrapServers(),
                ""));
        return lines;
    }

    private static String line(Member member, String where) {
        return "  %-9s  %-22s  process %s"
                .formatted(
                        member.name(),
                        where,
                        member.process().map(OwnProcess::pid).orElse(0L));
    }
}
