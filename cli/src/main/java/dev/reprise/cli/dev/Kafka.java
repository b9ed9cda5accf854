package dev.reprise.cli.dev;

import dev.reprise.broker.EmbeddedBroker;
import dev.reprise.cli.terminal.CommandFailure;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.AppInfoParser;

/** The Kafka that the service runs on. */
sealed interface Kafka {
    /** Where clients connect. */
    String bootstrapServers();

    /** Stops what was started. */
    void stop();

    /** One inside this process, its data in the directory. */
    static Kafka embedded(DataDirectory directory) {
        try {
            return new Embedded(EmbeddedBroker.start(directory.broker()));
        } catch (IllegalStateException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()), e);
        }
    }

    /** One that runs elsewhere, and must answer now: whoever mistypes an address should not have to find out later. */
    static Kafka external(String bootstrapServers) {
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, External.PATIENCE_SECONDS * 1000,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, External.PATIENCE_SECONDS * 1000);
        try (var admin = Admin.create(settings)) {
            admin.describeCluster().nodes().get(External.PATIENCE_SECONDS, TimeUnit.SECONDS);
            return new External(bootstrapServers);
        } catch (KafkaException | ExecutionException | TimeoutException e) {
            throw new CommandFailure(
                    "Expected Kafka at %s to answer, but it did not within %d seconds: is it up, and is the address right?"
                            .formatted(bootstrapServers, External.PATIENCE_SECONDS),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("Interrupted while Kafka was asked whether it is there.", e);
        }
    }

    /** Started by us. */
    record Embedded(EmbeddedBroker broker) implements Kafka {
        @Override
        public String bootstrapServers() {
            return broker.bootstrapServers();
        }

        @Override
        public void stop() {
            broker.close();
        }

        @Override
        public String toString() {
            return "%s embedded, at %s".formatted(AppInfoParser.getVersion(), bootstrapServers());
        }
    }

    /** Somebody else's. */
    record External(String bootstrapServers) implements Kafka {
        private static final int PATIENCE_SECONDS = 10;

        @Override
        public void stop() {}

        @Override
        public String toString() {
            return "at " + bootstrapServers;
        }
    }
}
