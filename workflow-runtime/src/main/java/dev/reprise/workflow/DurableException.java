package dev.reprise.workflow;

import org.jspecify.annotations.Nullable;

/** What a {@link DurableContext} throws. */
public abstract class DurableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DurableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
