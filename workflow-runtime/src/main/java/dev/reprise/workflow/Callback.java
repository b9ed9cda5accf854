package dev.reprise.workflow;

import java.net.URI;
import java.util.Optional;

/** An open question to somebody outside. */
public interface Callback {
    /** What whoever answers must present. */
    String id();

    /** Where to answer, when the function's host knows the service's public address. */
    Optional<URI> url();

    /**
     * Waits for the answer.
     *
     * @return the answer, null where it was empty
     * @throws CallbackException when the answer is a failure or did not come in time
     * @throws PayloadException when the answer is not of this type: whoever sent it decided
     */
    default <T> T await(Class<T> type) {
        return await(TypeRef.of(type));
    }

    /** Waits for an answer of a generic type. */
    <T> T await(TypeRef<T> type);
}
