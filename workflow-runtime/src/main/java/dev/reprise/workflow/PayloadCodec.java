package dev.reprise.workflow;

import dev.reprise.core.Payload;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * Writes inputs, results and signals as payloads, and reads them. What it wrote once it must be able to read for as long
 * as executions live. Used by many threads at once.
 */
public interface PayloadCodec {
    /**
     * Writes a value.
     *
     * @throws PayloadException when it cannot be written
     */
    Payload write(Object value);

    /**
     * Reads a value.
     *
     * @throws PayloadException when the payload is not such a value
     */
    @Nullable
    Object read(Payload payload, Type type);
}
