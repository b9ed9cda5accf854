package dev.reprise.workflow;

import dev.reprise.core.Failure;
import dev.reprise.core.operation.OperationStatus;

/** A called function that did not succeed. It is made from the journal in every run, so that each run sees the same. */
public final class InvokeException extends DurableException {
    private static final long serialVersionUID = 1L;

    private final String invokeName;
    private final String function;
    private final OperationStatus status;
    private final transient Failure failure;

    /**
     * Creates the error as the journal holds it.
     *
     * @param invokeName the name of the call
     * @param function the called function as the code wrote it
     * @param status FAILED, TIMED_OUT or STOPPED
     * @param failure what the called function or the service said
     */
    public InvokeException(String invokeName, String function, OperationStatus status, Failure failure) {
        super(
                "Call '%s' of function '%s' %s: %s: %s"
                        .formatted(invokeName, function, words(status), failure.type(), failure.message()),
                null);
        this.invokeName = invokeName;
        this.function = function;
        this.status = status;
        this.failure = failure;
    }

    private static String words(OperationStatus status) {
        return switch (status) {
            case TIMED_OUT -> "timed out";
            case STOPPED -> "was stopped";
            default -> "failed";
        };
    }

    /** The name of the call. */
    public String invokeName() {
        return invokeName;
    }

    /** The called function as the code wrote it. */
    public String function() {
        return function;
    }

    /** How it ended: FAILED, which includes that it could not be called, TIMED_OUT or STOPPED. */
    public OperationStatus status() {
        return status;
    }

    /**
     * The type of the failure, such as the class name of what the called function threw, or
     * {@code ResourceNotFoundException} where there is no such function.
     */
    public String causeType() {
        return failure.type() == null ? "" : failure.type();
    }

    /** All that the journal holds of the failure. */
    public Failure failure() {
        return failure;
    }
}
