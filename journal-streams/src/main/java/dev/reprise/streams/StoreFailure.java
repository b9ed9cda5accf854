package dev.reprise.streams;

import dev.reprise.schemas.codec.UnknownSchema;
import org.apache.kafka.common.KafkaException;

/** Tells a store that cannot be read just now, or only by a newer release, from a bug in the rules. */
final class StoreFailure {
    private StoreFailure() {}

    /** Throws what stops the task; returns if it is a bug. */
    static void rethrow(RuntimeException thrown) {
        if (thrown instanceof KafkaException || thrown instanceof UnknownSchema) {
            throw thrown;
        }
    }
}
