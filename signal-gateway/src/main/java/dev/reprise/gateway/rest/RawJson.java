package dev.reprise.gateway.rest;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.reprise.core.Payload;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A payload within a JSON answer: as it is when it is JSON, as a string when it is not.
 *
 * @param json one JSON value
 */
@Schema(name = "Json", description = "Any JSON value")
public record RawJson(@JsonValue @JsonRawValue String json) {
    static @Nullable RawJson of(@Nullable Payload payload) {
        if (payload == null || payload.size() == 0) {
            return null;
        }
        var text = payload.text();
        return new RawJson(
                Bodies.isJson(payload.utf8()) ? text : Bodies.text(text).text());
    }
}
