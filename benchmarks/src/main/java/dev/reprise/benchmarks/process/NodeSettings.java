package dev.reprise.benchmarks.process;

import java.nio.file.Path;

/**
 * How a node of the service is to be.
 *
 * @param number from 1
 * @param bootstrapServers the Kafka cluster
 * @param directory what all nodes of a cluster have in common: its name tells their topics from those of others on the same
 *     broker, and each node's state is below it
 * @param partitions of the journal
 * @param streamThreads how many threads fold
 */
public record NodeSettings(int number, String bootstrapServers, Path directory, int partitions, int streamThreads) {
    /** One node with one partition: as many as it has threads, for each more of them costs processor time. */
    public static NodeSettings alone(String bootstrapServers, Path directory) {
        return new NodeSettings(1, bootstrapServers, directory, 1, 1);
    }

    /** What it is called. */
    public String name() {
        return "node-" + number;
    }

    /** What the names of all topics begin with. */
    public String topicPrefix() {
        return directory.getFileName() + ".";
    }

    /** Where it keeps its state. */
    public Path state() {
        return directory.resolve(name());
    }

    /** Where, below that, Kafka Streams keeps the rows. */
    public Path rows() {
        return state().resolve("streams");
    }
}
