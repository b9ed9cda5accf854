package dev.reprise.benchmarks.workload;

import dev.reprise.benchmarks.engine.AppendFloor;
import dev.reprise.benchmarks.load.ClosedLoop;
import dev.reprise.benchmarks.process.BrokerProcess;
import dev.reprise.benchmarks.process.NodeSettings;
import dev.reprise.benchmarks.process.ProcessMeter;
import dev.reprise.benchmarks.process.Watched;
import dev.reprise.benchmarks.results.Figure;
import dev.reprise.benchmarks.results.Report;
import dev.reprise.benchmarks.results.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * What every workload stands on: a fresh broker, a directory that goes when all is done, and the floor.
 */
public final class Stage implements AutoCloseable {
    private static final int FLOOR_PARTITIONS = 4;
    private static final String FLOOR_TOPIC = "floor";

    private final Report report;
    private final Path repository;
    private final Timing timing;
    private final Path directory;
    private final BrokerProcess broker;

    private Stage(Report report, Path repository, Timing timing, Path directory, BrokerProcess broker) {
        this.report = report;
        this.repository = repository;
        this.timing = timing;
        this.directory = directory;
        this.broker = broker;
    }

    /** Starts the broker. */
    public static Stage set(Report report, Path repository, Timing timing) throws Exception {
        var directory = Files.createTempDirectory("reprise-benchmark");
        var broker = BrokerProcess.start(directory, timing.fsync());
        var stage = new Stage(report, repository, timing, directory, broker);
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            var topic = new NewTopic(FLOOR_TOPIC, FLOOR_PARTITIONS, (short) 1);
            admin.createTopics(List.of(topic)).all().get();
        } catch (Exception e) {
            stage.close();
            throw e;
        }
        return stage;
    }

    Report report() {
        return report;
    }

    Path repository() {
        return repository;
    }

    Timing timing() {
        return timing;
    }

    BrokerProcess broker() {
        return broker;
    }

    /** A node of its own on this broker, told from others by its name. */
    NodeSettings node(String name) throws IOException {
        var own = Files.createDirectories(directory.resolve(name));
        return NodeSettings.alone(broker.bootstrapServers(), own);
    }

    String durability() {
        return timing.fsync() ? Row.DISK : Row.MEMORY;
    }

    /**
     * Measures a bare acknowledged append, adds it to the report and gives its p50 in milliseconds.
     *
     * @param inFlight how many at once
     */
    double floor(int inFlight) throws Exception {
        report.say("floor: bare appends, %d in flight".formatted(inFlight));
        try (var floor = new AppendFloor(broker.bootstrapServers(), FLOOR_TOPIC, FLOOR_PARTITIONS)) {
            var meter = ProcessMeter.begin(List.of(broker.watched(), Watched.self("load")));
            var result = ClosedLoop.run(
                    inFlight, timing.settling(), timing.measured().dividedBy(2), meter, floor::append);
            report.add(new Row(
                    "append",
                    "bare acknowledged append",
                    inFlight + " in flight",
                    durability(),
                    List.of(
                            Figure.perSecond("appends", result.perSecond()),
                            Figure.millis("p50", result.millis(50)),
                            Figure.millis("p99", result.millis(99))),
                    null,
                    meter.uses()));
            return result.millis(50);
        }
    }

    @Override
    public void close() throws IOException {
        broker.close();
        try (var files = Files.walk(directory)) {
            deleteAll(files);
        }
    }

    private static void deleteAll(Stream<Path> files) throws IOException {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.deleteIfExists(file);
        }
    }
}
