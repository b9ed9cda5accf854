package dev.reprise.benchmarks;

import dev.reprise.core.history.Happening;
import dev.reprise.schemas.codec.HistoryCodec;
import dev.reprise.streams.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Many executions of the order example asleep at once, then woken by signals published to Kafka within a second, on a
 * running {@code ./reprise dev}. Times are the journal's own, from the history topic.
 *
 * <p>Usage: {@code SleepersBenchmark URL BOOTSTRAP-SERVERS SERVICE-PID [COUNT]}.
 */
public final class SleepersBenchmark {
    private static final Duration AT_MOST = Duration.ofMinutes(10);
    private static final int CALLERS = 64;

    private final URI service;
    private final String bootstrapServers;
    private final long servicePid;
    private final int count;
    private final String run = Long.toString(System.currentTimeMillis(), 36);

    private SleepersBenchmark(URI service, String bootstrapServers, long servicePid, int count) {
        this.service = service;
        this.bootstrapServers = bootstrapServers;
        this.servicePid = servicePid;
        this.count = count;
    }

    /** Runs it. */
    public static void main(String[] args) throws Exception {
        new SleepersBenchmark(
                        URI.create(args[0]),
                        args[1],
                        Long.parseLong(args[2]),
                        args.length > 3 ? Integer.parseInt(args[3]) : 10_000)
                .run();
    }

    private void run() throws Exception {
        say("before: service has %,d MiB resident", residentMebibytes());
        try (var history = history()) {
            var began = Instant.now();
            startAll();
            var suspended = awaitAll(history, Happening.InvocationCompleted.class);
            say(
                    "%,d executions started and asleep after %.1f s; service has %,d MiB resident",
                    count, seconds(began, latest(suspended)), residentMebibytes());
            var woken = Instant.now();
            signalAll();
            say("%,d signals published in %.2f s", count, seconds(woken, Instant.now()));
            var ended = awaitAll(history, Happening.ExecutionSucceeded.class);
            var lateness = ended.values().stream()
                    .map(at -> seconds(woken, at))
                    .sorted()
                    .toList();
            say(
                    "all %,d finished: half after %.2f s, 99 %% after %.2f s, the last after %.2f s; service has %,d MiB resident",
                    count,
                    lateness.get(count / 2),
                    lateness.get(count * 99 / 100),
                    lateness.getLast(),
                    residentMebibytes());
        }
    }

    private void startAll() throws Exception {
        try (var client = HttpClient.newHttpClient();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var turns = new Semaphore(CALLERS);
            var started = new ArrayList<Future<?>>();
            for (int i = 0; i < count; i++) {
                int number = i;
                started.add(threads.submit(() -> {
                    turns.acquire();
                    try {
                        start(client, number);
                    } finally {
                        turns.release();
                    }
                    return null;
                }));
            }
            for (var each : started) {
                each.get();
            }
        }
    }

    private void start(HttpClient client, int number) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(service.resolve("/api/v1/functions/order/executions?name=" + name(number)))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"id\":\"%s\",\"cardToken\":\"tok_1\",\"total\":9.99}".formatted(name(number))))
                .build();
        var response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 201) {
            throw new IOException("Expected 201, but found " + response.statusCode() + ": " + response.body());
        }
    }

    private void signalAll() {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < count; i++) {
                producer.send(new ProducerRecord<>(
                        topics().signals(),
                        name(i),
                        "{\"execution\":\"order/%s\",\"signal\":\"fraud-review-approval\",\"payload\":\"approve\"}"
                                .formatted(name(i))));
            }
        }
    }

    /** When the first event of a kind happened to each execution of this run. Waits until all have had one. */
    private Map<String, Instant> awaitAll(KafkaConsumer<byte[], byte[]> history, Class<? extends Happening> kind)
            throws IOException {
        var found = new HashMap<String, Instant>();
        long deadline = System.nanoTime() + AT_MOST.toNanos();
        while (found.size() < count) {
            if (System.nanoTime() > deadline) {
                throw new IOException("Expected %,d times %s within %s, but found %,d"
                        .formatted(count, kind.getSimpleName(), AT_MOST, found.size()));
            }
            for (var record : history.poll(Duration.ofMillis(100))) {
                if (record.value() != null) {
                    var event = HistoryCodec.decode(record.value());
                    if (event.key().name().startsWith(run)
                            && kind.isInstance(event.event().event())) {
                        found.putIfAbsent(event.key().name(), event.event().at());
                    }
                }
            }
        }
        return found;
    }

    private KafkaConsumer<byte[], byte[]> history() {
        var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topics().history()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        return consumer;
    }

    private static Topics topics() {
        return new Topics("reprise.");
    }

    private String name(int number) {
        return run + "-" + number;
    }

    private static Instant latest(Map<String, Instant> times) {
        return times.values().stream().max(Instant::compareTo).orElseThrow();
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1e3;
    }

    private long residentMebibytes() throws IOException {
        for (var line : Files.readAllLines(Path.of("/proc/%d/status".formatted(servicePid)), StandardCharsets.UTF_8)) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
            }
        }
        return -1;
    }

    private static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
