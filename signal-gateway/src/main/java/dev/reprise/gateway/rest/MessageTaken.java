package dev.reprise.gateway.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.reprise.gateway.signals.SignalDelivery.Delivered;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What became of a message. Whichever it is, the message need not be sent again.
 *
 * @param outcome TAKEN_IN; REPEATED when it was taken in before, so that it had no effect; PUT_ASIDE when it is among the
 *     dead letters
 * @param reason why it was put aside, a word for programs
 * @param detail why it was put aside: what was expected and what was found
 */
@Schema(name = "MessageTaken")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessageTaken(
        String outcome, @Nullable String reason, @Nullable String detail) {
    static MessageTaken of(Delivered delivered) {
        return switch (delivered) {
            case Delivered.TakenIn taken -> new MessageTaken(taken.repeated() ? "REPEATED" : "TAKEN_IN", null, null);
            case Delivered.PutAside aside -> new MessageTaken("PUT_ASIDE", aside.reason(), aside.detail());
        };
    }
}
