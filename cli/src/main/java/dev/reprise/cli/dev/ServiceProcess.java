package dev.reprise.cli.dev;

import dev.reprise.cli.terminal.CommandFailure;
import dev.reprise.cli.terminal.Style;
import dev.reprise.cli.terminal.Terminal;
import io.quarkus.runtime.Quarkus;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The rest of this process's life: Quarkus boots, serves, and is asked to stop. */
final class ServiceProcess {
    /** Longer than the service takes at worst, so that Kafka is there until it has signed off. */
    private static final long STOP_SECONDS = 20;

    private final DataDirectory directory;
    private final int port;
    private final Kafka kafka;
    private final CountDownLatch stopped = new CountDownLatch(1);

    ServiceProcess(DataDirectory directory, int port, Kafka kafka) {
        this.directory = directory;
        this.port = port;
        this.kafka = kafka;
    }

    /** Runs the service until it is asked to stop. Ctrl-C ends the JVM as well; its hooks then wait for this to be over. */
    int run(Terminal terminal) {
        System.getProperties().putAll(settings());
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopKafka, "stop-kafka"));
        var trouble = new AtomicReference<@Nullable Throwable>();
        terminal.begin(DevService.LABEL);
        try {
            Quarkus.run(
                    DevService.class,
                    (code, failure) -> trouble.set(failure),
                    Long.toString(System.nanoTime()),
                    directory.logs().toString());
        } finally {
            stopped.countDown();
        }
        var failure = trouble.get();
        if (failure != null) {
            terminal.say(Style.BAD.of("failed"));
            throw new CommandFailure(
                    "The service did not start: %s. Its log may say more: %s".formatted(failure, directory.logs()),
                    failure);
        }
        terminal.say("Stopped. The next 'reprise dev' on " + directory.root() + " resumes.");
        return 0;
    }

    private Map<String, String> settings() {
        return Map.of(
                "quarkus.http.port", Integer.toString(port),
                "quarkus.log.file.path", directory.logs().resolve("reprise.log").toString(),
                "reprise.bootstrap-servers", kafka.bootstrapServers(),
                "reprise.state-dir", directory.state().toString(),
                "reprise.examples.effects-file", directory.effects().toString());
    }

    private void stopKafka() {
        try {
            if (!stopped.await(STOP_SECONDS, TimeUnit.SECONDS)) {
                System.err.printf("The service did not stop within %d seconds; stopping Kafka anyway.%n", STOP_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kafka.stop();
    }
}
