package dev.reprise.signals.lambda;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A message as it came, and what the service is told beside it.
 *
 * @param body what it says
 * @param parameters of the request that hands it over
 */
record Message(String body, Map<String, String> parameters) {
    /** Attributes that mean something, and what the service calls them. */
    private static final Map<String, String> ATTRIBUTES = Map.of(
            "reprise-execution", "execution",
            "reprise-signal", "signal",
            "reprise-id", "signalId",
            "reprise-callback-id", "callbackId");

    /**
     * A message.
     *
     * @param source the ARN of where it came from
     * @param messageId what AWS calls it, the same each time it is delivered; null when nothing does
     * @param deduplicationId what a FIFO queue or topic knows it by, or null
     * @param attributes its attributes that are texts; those that the service does not know are left out
     */
    static Message of(
            String source,
            @Nullable String messageId,
            @Nullable String deduplicationId,
            String body,
            Map<String, String> attributes) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("source", source);
        if (messageId != null) {
            parameters.put("messageId", messageId);
        }
        if (deduplicationId != null) {
            parameters.put("deduplicationId", deduplicationId);
        }
        ATTRIBUTES.forEach((attribute, parameter) -> {
            var text = attributes.get(attribute);
            if (text != null) {
                parameters.put(parameter, text);
            }
        });
        return new Message(body, parameters);
    }

    /** Without what stands beside it: for one whose attributes are too long to be any that mean something. */
    Message bare() {
        var parameters = new LinkedHashMap<>(this.parameters);
        parameters.keySet().removeAll(ATTRIBUTES.values());
        return new Message(body, parameters);
    }

    String query() {
        return parameters.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
