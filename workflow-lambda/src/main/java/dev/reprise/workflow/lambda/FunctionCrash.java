package dev.reprise.workflow.lambda;

/**
 * The function threw an {@link Error}. Quarkus' loop of invocations ends with those, and the process with it; but the next
 * execution may do well.
 */
final class FunctionCrash extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FunctionCrash(Error crash) {
        super(crash.toString(), crash);
    }
}
