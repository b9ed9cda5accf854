package dev.reprise.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** The three ways to approve an order. Each returns when whoever took the approval has said so. */
enum Signalling {
    REST {
        @Override
        void approve(String id, ServiceClient service, String bootstrapServers) {
            service.signal(id, SIGNAL, APPROVAL);
        }
    },
    CALLBACK_URL {
        @Override
        void approve(String id, ServiceClient service, String bootstrapServers) throws Exception {
            var url = StreamSupport.stream(service.openOperations(id).spliterator(), false)
                    .filter(operation -> SIGNAL.equals(operation.path("name").asText()))
                    .map((JsonNode operation) -> operation.get("callbackUrl").asText())
                    .findFirst()
                    .orElseThrow();
            var request = HttpRequest.newBuilder(URI.create(url))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("answer=approve&outcome=succeed"))
                    .build();
            try (var http = HttpClient.newHttpClient()) {
                assertThat(http.send(request, BodyHandlers.ofString()).statusCode())
                        .isEqualTo(200);
            }
        }
    },
    KAFKA {
        @Override
        void approve(String id, ServiceClient service, String bootstrapServers) throws Exception {
            var signal = "{\"execution\":\"%s\",\"signal\":\"%s\",\"payload\":%s}".formatted(id, SIGNAL, APPROVAL);
            try (var producer = new KafkaProducer<>(
                    Map.<String, Object>of("bootstrap.servers", bootstrapServers),
                    new StringSerializer(),
                    new StringSerializer())) {
                producer.send(new ProducerRecord<>("reprise.signals", id, signal))
                        .get(30, TimeUnit.SECONDS);
            }
        }
    };

    static final String SIGNAL = "fraud-review-approval";
    static final String APPROVAL = "\"approve\"";

    abstract void approve(String id, ServiceClient service, String bootstrapServers) throws Exception;
}
