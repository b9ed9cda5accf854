package dev.reprise.cli.cost;

import static dev.reprise.cli.cost.Estimate.Part.ENGINE;
import static dev.reprise.cli.cost.Estimate.Part.NETWORK;
import static dev.reprise.cli.cost.Estimate.Part.STORAGE;
import static dev.reprise.cli.cost.Hosted.text;

import dev.reprise.cli.cost.Estimate.Item;
import java.util.ArrayList;
import java.util.List;

/** Reprise: three nodes and Kafka, with three replicas in three zones, one standby, and functions in AWS Lambda. */
final class OwnKafka {
    private static final int REPLICAS = 3;
    private static final int COPIES_ON_NODES = 2;

    /** Disks are not filled beyond this. */
    private static final double FILLED = 0.6;

    /** A day's peak against the month's average. */
    private static final double PEAK = 4;

    /** What one node of one core is given: a third of what one shared core did in benchmarks/README.md. */
    private static final double STEPS_PER_SECOND = 2_000;

    /** What three small brokers are given, of bytes that producers write; far below what they can. */
    private static final double BROKERS_BYTES_PER_SECOND = 10e6;

    private static final double SECONDS_PER_MONTH = 730 * 3600.0;

    /** Of what is between a client and a leader, so much crosses zones; replicas always do. */
    private static final double ACROSS = 2.0 / 3;

    private final Prices prices;
    private final Workload workload;

    OwnKafka(Prices prices, Workload workload) {
        this.prices = prices;
        this.workload = workload;
    }

    /** A Kafka on machines of one's own that runs anyway: Reprise pays for its part of it. */
    Estimate sharing() {
        double part = Math.min(1, writtenPerSecond() * PEAK / BROKERS_BYTES_PER_SECOND);
        return estimate(
                "Reprise, its part of a Kafka you have",
                new Item(
                        ENGINE,
                        text("%.2f %% of 3 brokers", part * 100),
                        part * brokers(prices.monthly("ec2.broker-hour"))),
                prices.of("ebs.gigabyte-month"),
                true);
    }

    /** A Kafka on machines of one's own, for this alone. */
    Estimate alone() {
        return estimate(
                "Reprise, a Kafka for it alone",
                new Item(ENGINE, text("%d brokers", brokerCount()), brokers(prices.monthly("ec2.broker-hour"))),
                prices.of("ebs.gigabyte-month"),
                true);
    }

    /** MSK, for this alone. What replicas cost to bring to other zones is in its price. */
    Estimate msk() {
        return estimate(
                "Reprise, an MSK for it alone",
                new Item(ENGINE, text("%d brokers of MSK", brokerCount()), brokers(prices.monthly("msk.broker-hour"))),
                prices.of("msk.gigabyte-month"),
                false);
    }

    private Estimate estimate(String name, Item kafka, double disk, boolean replicasArePaid) {
        var items = new ArrayList<>(new Hosted(prices, workload).functions(workload.invocations()));
        items.add(new Item(ENGINE, text("%d nodes", nodes()), nodes() * prices.monthly("ec2.node-hour")));
        items.add(kafka);
        double onBrokers = REPLICAS * stored() / FILLED;
        items.add(new Item(STORAGE, text("%.1f GB of brokers' disks", onBrokers), onBrokers * disk));
        double onNodes =
                COPIES_ON_NODES * workload.gigabytes(Footprint.STATE.each(workload)) * workload.monthsKept() / FILLED;
        items.add(
                new Item(STORAGE, text("%.1f GB of nodes' disks", onNodes), onNodes * prices.of("ebs.gigabyte-month")));
        double crossing = workload.gigabytes(written()) * (2 * ACROSS + (replicasArePaid ? REPLICAS - 1 : 0));
        items.add(new Item(
                NETWORK,
                text("%.1f GB between zones", crossing),
                crossing * prices.of("network.gigabyte-between-zones")));
        items.add(new Item(NETWORK, "a load balancer", prices.monthly("network.balancer-hour")));
        items.add(new Item(NETWORK, "endpoints of Lambda's API", prices.monthly("network.endpoints-hour")));
        return new Estimate(name, List.copyOf(items));
    }

    private double brokers(double each) {
        return brokerCount() * each;
    }

    /** Three, and three more for each time that what they are given is not enough. */
    private int brokerCount() {
        return 3 * (int) Math.max(1, Math.ceil(writtenPerSecond() * PEAK / BROKERS_BYTES_PER_SECOND));
    }

    /** Three, so that one may be away while another is replaced, and more for more steps. */
    private int nodes() {
        double steps = workload.executions() * (1 + workload.steps() + workload.waits()) / SECONDS_PER_MONTH;
        return (int) Math.max(3, Math.ceil(steps * PEAK / STEPS_PER_SECOND) + 1);
    }

    /** What producers write for one execution. */
    private double written() {
        return Footprint.JOURNAL.each(workload)
                + Footprint.HISTORY.each(workload)
                + Footprint.EXECUTIONS.each(workload)
                + Footprint.CHANGELOG.each(workload);
    }

    private double writtenPerSecond() {
        return workload.executions() * written() / SECONDS_PER_MONTH;
    }

    /** Gigabytes of one replica, on average. */
    private double stored() {
        return workload.gigabytes(Footprint.JOURNAL.each(workload)) * Workload.months(Footprint.JOURNAL_DAYS)
                + workload.gigabytes(Footprint.HISTORY.each(workload)
                                + Footprint.EXECUTIONS.each(workload)
                                + Footprint.STATE.each(workload))
                        * workload.monthsKept();
    }
}
