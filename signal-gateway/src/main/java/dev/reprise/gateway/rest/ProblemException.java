package dev.reprise.gateway.rest;

/** Ends a request with a problem. Thrown and caught within this package. */
final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    ProblemException(ProblemCode code, String detail) {
        this(Problem.of(code, detail));
    }

    ProblemException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
