package dev.reprise.workflow.http;

import dev.reprise.core.InvalidValue;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the service is, and the paths of the calls that functions make. */
record Endpoint(URI base) {
    private static final String PATH = "/2025-12-01/durable-executions/";

    Endpoint {
        var scheme = base.getScheme();
        if (base.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw new InvalidValue(
                    "Expected the service's address, such as http://localhost:8080, but found '" + base + "'");
        }
    }

    static Endpoint of(Map<String, String> environment) {
        var address = environment.getOrDefault("REPRISE_ENDPOINT", environment.get("AWS_ENDPOINT_URL_LAMBDA"));
        if (address == null) {
            throw new InvalidValue(
                    "Expected the service's address in REPRISE_ENDPOINT or AWS_ENDPOINT_URL_LAMBDA, but neither is set");
        }
        try {
            return new Endpoint(URI.create(address));
        } catch (IllegalArgumentException unlike) {
            throw new InvalidValue(
                    "Expected the service's address in REPRISE_ENDPOINT or AWS_ENDPOINT_URL_LAMBDA, but found '"
                            + address + "'");
        }
    }

    URI checkpoint(String executionArn) {
        return URI.create(execution(executionArn) + "/checkpoint");
    }

    /** Where checkpoints of many executions are taken at once. No path of AWS's. */
    URI checkpoints() {
        return URI.create(address() + "/api/v1/checkpoints");
    }

    URI state(String executionArn, String checkpointToken, @Nullable String marker) {
        // The most that a page may have: each one costs the service a look at all operations.
        var query = "?MaxItems=1000&CheckpointToken=" + encoded(checkpointToken);
        return URI.create(
                execution(executionArn) + "/state" + query + (marker == null ? "" : "&Marker=" + encoded(marker)));
    }

    /** Where invocations that wait on a topic are taken, and ended. */
    URI task(String executionId, String what) {
        return URI.create(address() + "/api/v1/executions/" + encoded(executionId) + "/tasks/" + what);
    }

    private String execution(String executionArn) {
        return address() + PATH + encoded(executionArn);
    }

    private String address() {
        var address = base.toString();
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }

    /** Percent-encodes all but the unreserved characters, unlike a form. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
