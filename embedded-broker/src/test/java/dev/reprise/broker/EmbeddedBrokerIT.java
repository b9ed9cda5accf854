package dev.reprise.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {

    private static final String TOPIC = "letters";

    @TempDir
    Path directory;

    @Test
    void recordsComeOutAsTheyWentIn() {
        try (var broker = EmbeddedBroker.start(directory)) {
            var kafka = new KafkaConversation(broker.bootstrapServers());
            kafka.createTopic(TOPIC);

            kafka.send(TOPIC, "a", "b", "c");

            assertThat(kafka.read(TOPIC, 3)).containsExactly("a", "b", "c");
        }
    }

    @Test
    void restartOnTheSameDirectoryContinuesWithTheSameDataAndPorts() {
        String firstAddress;
        try (var broker = EmbeddedBroker.start(directory)) {
            firstAddress = broker.bootstrapServers();
            var kafka = new KafkaConversation(firstAddress);
            kafka.createTopic(TOPIC);
            kafka.send(TOPIC, "before");
        }

        try (var broker = EmbeddedBroker.start(directory)) {
            var kafka = new KafkaConversation(broker.bootstrapServers());
            kafka.send(TOPIC, "after");

            assertThat(broker.bootstrapServers()).isEqualTo(firstAddress);
            assertThat(kafka.read(TOPIC, 2)).containsExactly("before", "after");
        }
    }

    @Test
    void killedBrokerLosesNothingAndComesBackOnItsPorts() throws Exception {
        String firstAddress;
        try (var process = BrokerProcess.start(directory)) {
            firstAddress = process.bootstrapServers();
            var kafka = new KafkaConversation(firstAddress);
            kafka.createTopic(TOPIC);
            kafka.sendInTransaction(TOPIC, "before");
            process.kill();
        }

        try (var process = BrokerProcess.start(directory)) {
            var kafka = new KafkaConversation(process.bootstrapServers());
            kafka.sendInTransaction(TOPIC, "after");

            assertThat(process.bootstrapServers()).isEqualTo(firstAddress);
            assertThat(kafka.read(TOPIC, 2)).containsExactly("before", "after");
        }
    }

    @Test
    void processEndsWhenItsInputEnds() throws Exception {
        try (var process = BrokerProcess.start(directory)) {
            process.closeInput();

            assertThat(process.awaitExit()).isZero();
        }
        try (var held = BrokerDirectory.open(directory)) {
            assertThat(held.wasClosedCleanly()).isTrue();
        }
    }

    @Test
    void secondProcessOnTheSameDirectoryIsToldWhoIsThere() throws Exception {
        try (var broker = EmbeddedBroker.start(directory);
                var second = BrokerProcess.launch(directory)) {
            assertThat(second.awaitExit()).isOne();
            assertThat(second.errors())
                    .contains(
                            "Expected no other broker on " + broker.directory().toAbsolutePath())
                    .contains("process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void takenPortIsReplacedWhenAnyWillDo() throws Exception {
        int firstPort;
        try (var broker = EmbeddedBroker.start(directory)) {
            firstPort = portOf(broker);
            new KafkaConversation(broker.bootstrapServers()).createTopic(TOPIC);
        }

        try (var squatter = new ServerSocket(firstPort, 1, InetAddress.getLoopbackAddress());
                var broker = EmbeddedBroker.start(directory)) {
            var kafka = new KafkaConversation(broker.bootstrapServers());
            kafka.send(TOPIC, "moved");

            assertThat(portOf(broker)).isNotEqualTo(squatter.getLocalPort());
            assertThat(kafka.read(TOPIC, 1)).containsExactly("moved");
        }
    }

    @Test
    void takenPortIsAnErrorWhenItWasDemanded() throws Exception {
        try (var squatter = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var options = EmbeddedBrokerOptions.in(directory).withPort(squatter.getLocalPort());

            assertThatThrownBy(() -> EmbeddedBroker.start(options))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Expected port %d on 127.0.0.1 to be free", squatter.getLocalPort());
        }
    }

    @Test
    void failedStartGivesTheDirectoryFree() {
        var nonsense = EmbeddedBrokerOptions.in(directory).withSetting("num.io.threads", "none");
        assertThatThrownBy(() -> EmbeddedBroker.start(nonsense)).hasMessageContaining("num.io.threads");

        try (var broker = EmbeddedBroker.start(directory)) {
            assertThat(broker.bootstrapServers()).startsWith(BrokerPorts.HOST);
        }
    }

    @Test
    void messagesOfSevenMebibytesPassAndTopicsAreNeverMadeByAccident() {
        try (var broker = EmbeddedBroker.start(directory)) {
            var kafka = new KafkaConversation(broker.bootstrapServers());
            kafka.createTopic(TOPIC);
            var large = "x".repeat(7 * 1024 * 1024);

            kafka.send(TOPIC, large);

            assertThat(kafka.read(TOPIC, 1)).isEqualTo(List.of(large));
            assertThatThrownBy(() -> kafka.describe("never-created"))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        }
    }

    private static int portOf(EmbeddedBroker broker) {
        return URI.create("kafka://" + broker.bootstrapServers()).getPort();
    }
}
