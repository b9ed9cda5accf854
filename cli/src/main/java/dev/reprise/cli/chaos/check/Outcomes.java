package dev.reprise.cli.chaos.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.reprise.core.Payload;
import dev.reprise.core.history.Happening;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads what executions came to. As trees: whatever else a bug may have left there must not keep the checker from reading. */
final class Outcomes {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Outcomes() {}

    static JsonNode read(@Nullable String text) {
        if (text == null) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
        }
    }

    static JsonNode read(@Nullable Payload payload) {
        return read(payload == null ? null : payload.text());
    }

    /** What a history ends with, if it ends with a result. */
    static Optional<JsonNode> of(History history) {
        return history.happenings(Happening.ExecutionSucceeded.class)
                .findFirst()
                .map(end -> read(end.result()));
    }

    static List<JsonNode> steps(JsonNode outcome) {
        return StreamSupport.stream(outcome.path("steps").spliterator(), false).toList();
    }

    static List<String> signals(JsonNode outcome) {
        return StreamSupport.stream(outcome.path("signals").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
