package dev.reprise.gateway.functions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.reprise.core.InvalidValue;
import dev.reprise.gateway.application.FunctionTarget;
import dev.reprise.gateway.application.RegisteredFunction;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A registered function as JSON, in the topic. */
final class FunctionJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            // A newer release may have written more than this one knows.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private FunctionJson() {}

    /** The stored members. Change nothing here without a migration; add members that may be absent. */
    private record Stored(
            @Nullable String target,
            boolean durable,
            long executionTimeoutSeconds,
            long retentionDays,
            int maxConcurrency,
            long invocationTimeoutSeconds,
            int maxFailures) {}

    static byte[] write(RegisteredFunction function) {
        try {
            return JSON.writeValueAsBytes(new Stored(
                    function.target().toString(),
                    function.durable(),
                    function.executionTimeout().toSeconds(),
                    function.retention().toDays(),
                    function.maxConcurrency(),
                    function.invocationTimeout().toSeconds(),
                    function.maxFailures()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected every function to be writable as JSON", e);
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws InvalidValue when it is something else
     */
    static RegisteredFunction read(String name, byte[] json) {
        try {
            var stored = JSON.readValue(json, Stored.class);
            if (stored == null || stored.target() == null) {
                throw new InvalidValue("Expected a function with a target, but found none");
            }
            return new RegisteredFunction(
                    name,
                    FunctionTarget.parse(stored.target()),
                    stored.durable(),
                    Duration.ofSeconds(stored.executionTimeoutSeconds()),
                    Duration.ofDays(stored.retentionDays()),
                    stored.maxConcurrency(),
                    Duration.ofSeconds(stored.invocationTimeoutSeconds()),
                    stored.maxFailures());
        } catch (IOException e) {
            throw new InvalidValue("Expected a function as JSON, but found something else: " + e.getMessage());
        }
    }
}
