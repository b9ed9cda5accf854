package dev.reprise.workflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.reprise.core.Payload;
import dev.reprise.workflow.protocol.JsonFault;
import java.io.IOException;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** JSON by Jackson. */
public final class JsonCodec implements PayloadCodec {
    /**
     * Times as ISO 8601 text; members that a class does not know are ignored, so that a class may lose one while
     * executions live.
     */
    public static final JsonCodec DEFAULT = new JsonCodec(JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build());

    private final ObjectMapper mapper;

    /** Uses a mapper of your own, which must not be reconfigured afterwards. */
    public JsonCodec(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public Payload write(Object value) {
        try {
            return Payload.ofUtf8(mapper.writeValueAsBytes(value));
        } catch (JsonProcessingException notJson) {
            throw new PayloadException(
                    "Expected a value that can be written as JSON, but found %s: %s"
                            .formatted(value.getClass().getTypeName(), JsonFault.of(notJson)),
                    notJson);
        }
    }

    /** Without a cause: what the parser says of it would show the payload in logs. */
    @Override
    public @Nullable Object read(Payload payload, Type type) {
        try {
            return mapper.readValue(payload.utf8(), mapper.constructType(type));
        } catch (IOException unlike) {
            throw new PayloadException("Expected JSON that can be read as %s, but found %d bytes that cannot: %s"
                    .formatted(type.getTypeName(), payload.size(), JsonFault.of(unlike)));
        }
    }
}
