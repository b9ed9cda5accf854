package dev.reprise.gateway.rest;

import java.util.Map;

/** Ends a request with a problem. Thrown and caught within this package. */
final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final transient Map<String, String> headers;

    ProblemException(ProblemCode code, String detail) {
        this(Problem.of(code, detail));
    }

    ProblemException(Problem problem) {
        this(problem, Map.of());
    }

    /** With further headers of the answer. */
    ProblemException(Problem problem, Map<String, String> headers) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
        this.headers = headers;
    }

    Problem problem() {
        return problem;
    }

    Map<String, String> headers() {
        return headers;
    }
}
