package dev.reprise.gateway.functions;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.reprise.core.InvalidValue;
import dev.reprise.core.Terms;
import dev.reprise.gateway.application.Alias;
import dev.reprise.gateway.application.FunctionTarget;
import dev.reprise.gateway.application.RegisteredFunction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the topic holds, as JSON: a version of a function with its settings, the place of a removed one, or an alias. */
final class FunctionJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            // A newer release may have written more than this one knows.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private FunctionJson() {}

    /** What stands for a published version that was removed: its number must not be given out again. */
    static final byte[] REMOVED = "{\"removed\":true}".getBytes(StandardCharsets.UTF_8);

    /** The stored members of a function. Change nothing here without a migration; add members that may be absent. */
    private record Stored(
            @Nullable String target,
            boolean durable,
            long executionTimeoutSeconds,
            long retentionDays,
            int maxConcurrency,
            long invocationTimeoutSeconds,
            int maxFailures,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Integer maxOperations,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long maxBytes,

            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean removed) {}

    /** The stored members of an alias. */
    private record StoredAlias(@Nullable String version) {}

    static byte[] write(RegisteredFunction function) {
        try {
            return JSON.writeValueAsBytes(new Stored(
                    function.target().toString(),
                    function.durable(),
                    function.terms().timeout().toSeconds(),
                    function.terms().retention().toDays(),
                    function.maxConcurrency(),
                    function.invocationTimeout().toSeconds(),
                    function.terms().maxFailures(),
                    orUsual(function.terms().maxOperations(), Terms.DEFAULT.maxOperations()),
                    orUsual(function.terms().maxBytes(), Terms.DEFAULT.maxBytes()),
                    false));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected every function to be writable as JSON", e);
        }
    }

    static byte[] write(Alias alias) {
        try {
            return JSON.writeValueAsBytes(new StoredAlias(alias.version()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected every alias to be writable as JSON", e);
        }
    }

    /**
     * Reads what {@link #write(RegisteredFunction)} wrote, or {@link #REMOVED} as null.
     *
     * @throws InvalidValue when it is something else
     */
    static @Nullable RegisteredFunction read(String name, String version, byte[] json) {
        try {
            var stored = JSON.readValue(json, Stored.class);
            if (stored != null && stored.removed()) {
                return null;
            }
            if (stored == null || stored.target() == null) {
                throw new InvalidValue("Expected a function with a target, but found none");
            }
            return new RegisteredFunction(
                    name,
                    version,
                    FunctionTarget.parse(stored.target()),
                    stored.durable(),
                    terms(stored),
                    stored.maxConcurrency(),
                    Duration.ofSeconds(stored.invocationTimeoutSeconds()));
        } catch (IOException e) {
            throw new InvalidValue("Expected a function as JSON, but found something else: " + e.getMessage());
        }
    }

    /**
     * Reads what {@link #write(Alias)} wrote.
     *
     * @throws InvalidValue when it is something else
     */
    static Alias readAlias(String name, byte[] json) {
        try {
            var stored = JSON.readValue(json, StoredAlias.class);
            if (stored == null || stored.version() == null) {
                throw new InvalidValue("Expected an alias with a version, but found none");
            }
            return new Alias(name, stored.version());
        } catch (IOException e) {
            throw new InvalidValue("Expected an alias as JSON, but found something else: " + e.getMessage());
        }
    }

    /** A member that says nothing new is left out. */
    private static <T> @Nullable T orUsual(T value, T usual) {
        return value.equals(usual) ? null : value;
    }

    private static Terms terms(Stored stored) {
        return new Terms(
                Duration.ofSeconds(stored.executionTimeoutSeconds()),
                Duration.ofDays(stored.retentionDays()),
                Objects.requireNonNullElse(stored.maxOperations(), Terms.DEFAULT.maxOperations()),
                Objects.requireNonNullElse(stored.maxBytes(), Terms.DEFAULT.maxBytes()),
                Terms.DEFAULT.maxResultBytes(),
                stored.maxFailures());
    }
}
