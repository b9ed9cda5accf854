package dev.reprise.gateway.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.reprise.core.Failure;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong in user code or at a deadline. Every member may be absent.
 *
 * @param type the error's type
 * @param message a sentence for people
 * @param data text that only the user's code understands
 * @param stackTrace the frames
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(name = "Failure")
public record FailureView(
        @Nullable String type,
        @Nullable String message,
        @Nullable String data,
        @Nullable List<String> stackTrace) {
    static FailureView of(Failure failure) {
        return new FailureView(failure.type(), failure.message(), failure.data(), failure.stackTrace());
    }

    Failure failure() {
        return new Failure(type, message, data, stackTrace == null ? List.of() : stackTrace);
    }
}
