package dev.reprise.benchmarks;

import dev.reprise.streams.JournalConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Executors;

/**
 * What an execution and a step leave in Kafka: bytes that are written, and those that are left when everything that is
 * replaced by something newer has been compacted away. One replica.
 *
 * <p>Usage: {@code BytesBenchmark [executions] [bytes of each step's result]...}
 */
public final class BytesBenchmark {
    private static final int FEW = 1;
    private static final int MANY = 21;
    private static final int IN_FLIGHT = 4;
    private static final TopicBytes.Size NOTHING = new TopicBytes.Size(0, 0);

    private BytesBenchmark() {}

    /** Runs it. */
    public static void main(String[] args) throws Exception {
        int executions = args.length > 0 ? Integer.parseInt(args[0]) : 500;
        var directory = Files.createTempDirectory("reprise-benchmark");
        try (var broker = BrokerProcess.start(directory.resolve("broker"))) {
            for (int i = 1; i < Math.max(2, args.length); i++) {
                int bytes = i < args.length ? Integer.parseInt(args[i]) : 100;
                var few = run(broker, directory, executions, FEW, bytes);
                var many = run(broker, directory, executions, MANY, bytes);
                System.out.printf("Results of %d bytes, %d executions%n", bytes, executions);
                for (var topic : many.keySet()) {
                    print(topic, few.getOrDefault(topic, NOTHING), many.getOrDefault(topic, NOTHING), executions);
                }
            }
        }
    }

    private static TreeMap<String, TopicBytes.Size> run(
            BrokerProcess broker, Path directory, int executions, int steps, int bytes) throws Exception {
        var prefix = "s%d-b%d.".formatted(steps, bytes);
        var local = JournalConfig.local(broker.bootstrapServers(), directory.resolve("state"));
        var config = new JournalConfig(
                local.bootstrapServers(),
                prefix,
                local.nodeId(),
                local.advertisedAddress(),
                local.stateDir(),
                local.partitions(),
                local.replicationFactor(),
                local.standbys(),
                local.streamThreads(),
                local.verdictTimeout(),
                local.kafka());
        try (var node = new InProcessNode(config, steps, "x".repeat(bytes))) {
            try (var workers = Executors.newFixedThreadPool(IN_FLIGHT)) {
                for (int i = 0; i < executions; i++) {
                    workers.submit(node::run);
                }
            }
            Thread.sleep(Duration.ofSeconds(2)); // the last transaction is committed every half second
        }
        return TopicBytes.of(broker.bootstrapServers(), prefix);
    }

    private static void print(String topic, TopicBytes.Size few, TopicBytes.Size many, int executions) {
        double writtenByStep = (many.written() - few.written()) / (double) (MANY - FEW) / executions;
        double leftByStep = (many.left() - few.left()) / (double) (MANY - FEW) / executions;
        System.out.printf(
                Locale.ROOT,
                "  %-22s a step: written %7.0f, left %7.0f   an execution beside its steps: written %7.0f, left %7.0f%n",
                topic,
                writtenByStep,
                leftByStep,
                few.written() / (double) executions - FEW * writtenByStep,
                few.left() / (double) executions - FEW * leftByStep);
    }
}
