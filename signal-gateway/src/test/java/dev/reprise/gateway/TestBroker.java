package dev.reprise.gateway;

import dev.reprise.broker.EmbeddedBroker;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A broker for the tests of the service, and a directory for its state. */
public final class TestBroker implements QuarkusTestResourceLifecycleManager {
    private EmbeddedBroker broker;

    @Override
    public Map<String, String> start() {
        Path directory;
        try {
            directory = Files.createTempDirectory("reprise-gateway-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        broker = EmbeddedBroker.start(directory.resolve("kafka"));
        return Map.of(
                "reprise.bootstrap-servers", broker.bootstrapServers(),
                "reprise.state-dir", directory.resolve("node").toString(),
                "reprise.partitions", "4");
    }

    @Override
    public void stop() {
        broker.close();
    }
}
