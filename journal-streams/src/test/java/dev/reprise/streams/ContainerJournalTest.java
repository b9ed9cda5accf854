package dev.reprise.streams;

import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.kafka.KafkaContainer;

/** The journal on the broker's own container image. Skipped where there is no Docker. */
@Testcontainers(disabledWithoutDocker = true)
class ContainerJournalTest extends JournalContract {
    @Container
    private static final KafkaContainer KAFKA = new KafkaContainer("apache/kafka:4.3.1");

    @Override
    String bootstrapServers() {
        return KAFKA.getBootstrapServers();
    }
}
