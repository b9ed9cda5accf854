package dev.reprise.workflow.quarkus;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reprise.core.retry.Backoff;
import dev.reprise.workflow.http.ApiKey;
import dev.reprise.workflow.http.ServiceCredentials;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the service where functions are. One that is registered already keeps its other settings. While the service is
 * away or busy it tries again, until the thread is interrupted; a refusal is final.
 */
final class Registration {
    private static final Logger LOG = LoggerFactory.getLogger(Registration.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final Backoff PAUSES = new Backoff(Duration.ofMillis(200), 2, Duration.ofSeconds(30), 0.5);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String service;
    private final String application;
    private final @Nullable ServiceCredentials credentials;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    /**
     * Creates a registration.
     *
     * @param service the service's address
     * @param application where the service reaches this application, its root path included
     * @param credentials what tells the service who asks, or null; registering takes an API key, signatures are for the
     *     AWS API
     */
    Registration(URI service, URI application, @Nullable ServiceCredentials credentials) {
        this.credentials = credentials;
        this.service = withoutSlash(service);
        this.application = withoutSlash(application);
    }

    private static String withoutSlash(URI address) {
        var text = address.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /** The service does not want this function, and will not want it later. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    /** Registers functions, one after the other, and returns when that is done or the thread was interrupted. */
    void register(Collection<String> functions) {
        try (http) {
            for (var function : functions) {
                insist(function);
            }
        } catch (InterruptedException stopped) {
            http.shutdownNow();
            LOG.debug("Stopped before every function was registered");
        }
    }

    private void insist(String function) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                register(function);
                return;
            } catch (Refused refused) {
                LOG.error("Function '{}' is not registered with {}: {}", function, service, refused.getMessage());
                return;
            } catch (IOException away) {
                var pause =
                        PAUSES.delayAfter(attempt, ThreadLocalRandom.current().nextDouble());
                LOG.warn(
                        "Function '{}' is not registered with {} yet: {}. Next try in {}",
                        function,
                        service,
                        away,
                        pause);
                Thread.sleep(pause);
            }
        }
    }

    private void register(String function) throws IOException, Refused, InterruptedException {
        var segment = URLEncoder.encode(function, StandardCharsets.UTF_8).replace("+", "%20");
        var address = URI.create(service + "/api/v1/functions/" + segment);
        var found = send(HttpRequest.newBuilder(address));
        var target = application + "/functions/" + segment + "/invocations";
        var registered = found.statusCode() == 404 ? JSON.createObjectNode() : registered(found);
        if (target.equals(registered.path("target").textValue())) {
            LOG.info("Function '{}' is registered with {} already", function, service);
            return;
        }
        registered.remove("name");
        registered.put("target", target);
        requireSuccess(send(HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(registered.toString()))));
        LOG.info("Registered function '{}' with {} as {}", function, service, target);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        if (credentials instanceof ApiKey key) {
            request.header("Authorization", key.authorization());
        }
        return http.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString());
    }

    private static ObjectNode registered(HttpResponse<String> answer) throws IOException, Refused {
        requireSuccess(answer);
        if (JSON.readTree(answer.body()) instanceof ObjectNode function) {
            return function;
        }
        throw new IOException("Expected a function as JSON, but found: " + answer.body());
    }

    private static void requireSuccess(HttpResponse<String> answer) throws IOException, Refused {
        int status = answer.statusCode();
        if (status == 429 || status >= 500) {
            throw new IOException("It answered " + status + ": " + answer.body());
        }
        if (status / 100 != 2) {
            throw new Refused("It answered " + status + ": " + answer.body());
        }
    }
}
