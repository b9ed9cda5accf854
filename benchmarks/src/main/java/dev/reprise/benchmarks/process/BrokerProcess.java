package dev.reprise.benchmarks.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A broker in a JVM of its own, so that its processor time and memory can be told from the engine's. */
public final class BrokerProcess implements AutoCloseable {
    private static final String HEAP = "512m";

    private final ChildProcess process;
    private final String bootstrapServers;

    private BrokerProcess(ChildProcess process, String bootstrapServers) {
        this.process = process;
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Starts one on an empty directory and waits until clients can use it.
     *
     * @param fsync whether each append is to be on disk before it is acknowledged
     */
    public static BrokerProcess start(Path directory, boolean fsync) throws IOException, InterruptedException {
        var data = directory.resolve("broker").toString();
        var command = fsync
                ? ChildProcess.java(HEAP, BrokerMain.class, data, "log.flush.interval.messages=1")
                : ChildProcess.java(HEAP, BrokerMain.class, data);
        var process = ChildProcess.start("broker", command, Map.of(), directory.resolve("logs"));
        return new BrokerProcess(process, process.awaitLine(BrokerMain.READY));
    }

    /** Where clients connect. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** For a {@link ProcessMeter}. */
    public Watched watched() {
        return new Watched("broker", process.pid());
    }

    @Override
    public void close() {
        process.close();
    }
}
