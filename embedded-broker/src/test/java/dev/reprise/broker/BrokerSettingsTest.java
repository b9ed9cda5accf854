package dev.reprise.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerSettingsTest {

    private static final BrokerPorts PORTS = new BrokerPorts(19092, 19093);
    private static final String SESSION_TIMEOUT = "broker.session.timeout.ms";

    @TempDir
    Path root;

    @Test
    void listensOnLoopbackOnly() {
        assertThat(settings(Map.of()))
                .containsEntry("listeners", "CLIENTS://127.0.0.1:19092,CONTROLLER://127.0.0.1:19093")
                .containsEntry("advertised.listeners", "CLIENTS://127.0.0.1:19092");
    }

    @Test
    void callersHaveTheLastWord() {
        assertThat(settings(Map.of("num.io.threads", "7"))).containsEntry("num.io.threads", "7");
    }

    @Test
    void onlyAStartAfterAKillHasAShortSession() throws Exception {
        assertThat(settings(Map.of())).doesNotContainKey(SESSION_TIMEOUT);

        var data = Files.createDirectories(root.resolve("data"));
        Files.createFile(data.resolve("meta.properties"));
        assertThat(settings(Map.of())).containsEntry(SESSION_TIMEOUT, "1500");

        Files.createFile(data.resolve(".kafka_cleanshutdown"));
        assertThat(settings(Map.of())).doesNotContainKey(SESSION_TIMEOUT);
    }

    @Test
    void impossiblePortIsRefusedAtOnce() {
        var options = EmbeddedBrokerOptions.in(root);

        assertThatThrownBy(() -> options.withPort(70_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found 70000");
    }

    private Properties settings(Map<String, String> overrides) {
        try (var directory = BrokerDirectory.open(root)) {
            return BrokerSettings.of(directory, PORTS, overrides);
        }
    }
}
