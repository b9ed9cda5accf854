package dev.reprise.workflow;

import dev.reprise.core.Failure;
import org.jspecify.annotations.Nullable;

/**
 * A step that has failed for good. It is made from the journal in every run, so that each run sees the same: the type
 * and message of the exception that the last attempt threw, not the exception itself.
 */
public final class StepException extends DurableException {
    private static final long serialVersionUID = 1L;

    private final String stepName;
    private final int attempts;
    private final transient Failure failure;

    /** Creates the error as the journal holds it. */
    public StepException(String stepName, int attempts, Failure failure) {
        super(
                "Step '%s' failed after %d attempt%s: %s: %s"
                        .formatted(stepName, attempts, attempts == 1 ? "" : "s", failure.type(), failure.message()),
                null);
        this.stepName = stepName;
        this.attempts = attempts;
        this.failure = failure;
    }

    /** The step's name. */
    public String stepName() {
        return stepName;
    }

    /** How many attempts there were. */
    public int attempts() {
        return attempts;
    }

    /** The class name of what the last attempt threw, such as {@code com.example.CardDeclined}. */
    public String causeType() {
        return failure.type() == null ? "" : failure.type();
    }

    /** What the exception of the last attempt said, if anything. */
    public @Nullable String causeMessage() {
        return failure.message();
    }

    /** Whether the last attempt threw exactly this exception; subclasses are not known to the journal. */
    public boolean isCausedBy(Class<? extends Throwable> type) {
        return type.getName().equals(failure.type());
    }

    /** All that the journal holds of the failure. */
    public Failure failure() {
        return failure;
    }
}
