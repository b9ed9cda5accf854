package dev.reprise.workflow.spi;

import org.jspecify.annotations.Nullable;

/** The service did not answer, or not in a way that can be understood; the function is to be invoked again. */
public final class CheckpointUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates the error with a complete sentence. */
    public CheckpointUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
