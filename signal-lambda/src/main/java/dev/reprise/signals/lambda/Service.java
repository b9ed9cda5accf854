package dev.reprise.signals.lambda;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service, which decides what a message is. Trouble that may pass is tried again as long as there is time; handing a
 * message over twice is harmless. Thread-safe; blocks.
 */
@Singleton
class Service {
    private static final Logger LOG = LoggerFactory.getLogger(Service.class);
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(3);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    /** Less is not enough for an answer. */
    private static final Duration SHORTEST_TRY = Duration.ofMillis(50);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT_WITHIN).build();
    private final String signals;
    private final Optional<String> key;

    /**
     * Finds the service; nothing is asked of it yet.
     *
     * @param endpoint its address; {@code REPRISE_ENDPOINT}
     * @param key who asks, of the role operate for all functions; {@code REPRISE_API_KEY}
     */
    Service(
            @ConfigProperty(name = "reprise.endpoint") URI endpoint,
            @ConfigProperty(name = "reprise.api-key") Optional<String> key) {
        signals = endpoint.toString().replaceFirst("/+$", "") + "/api/v1/signals?";
        this.key = key.map(String::strip).filter(text -> !text.isEmpty());
    }

    /** Hands a message over. */
    Handed hand(Message message, Deadline deadline) {
        var handed = handed(message, deadline);
        return handed == Handed.TOO_LONG ? handed(message.bare(), deadline) : handed;
    }

    private Handed handed(Message message, Deadline deadline) {
        var pause = FIRST_PAUSE;
        while (true) {
            if (deadline.left().compareTo(SHORTEST_TRY) < 0) {
                return Handed.NOT_NOW;
            }
            var status = status(message, deadline.left());
            if (status / 100 == 2) {
                return Handed.OVER;
            }
            if (status == 414) {
                return Handed.TOO_LONG;
            }
            if (!mayPass(status)) {
                // Of its credentials, or of this very message: the queue's own policy says how often it is tried.
                LOG.error("Expected the service to take {}, but it answered {}", message.parameters(), status);
                return Handed.NOT_NOW;
            }
            if (deadline.left().compareTo(pause.plus(SHORTEST_TRY)) < 0 || !isRested(pause)) {
                LOG.warn("Expected the service to take {} in time, but it did not", message.parameters());
                return Handed.NOT_NOW;
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private static boolean mayPass(int status) {
        return status == 0 || status == 408 || status == 429 || status >= 500;
    }

    /** The status it answers, or 0 when it does not. */
    private int status(Message message, Duration atMost) {
        var request = HttpRequest.newBuilder(URI.create(signals + message.query()))
                .timeout(atMost)
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofString(message.body()));
        key.ifPresent(shown -> request.header("Authorization", "Bearer " + shown));
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            LOG.warn("Expected the service to answer, but: {}", e.toString());
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static boolean isRested(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
