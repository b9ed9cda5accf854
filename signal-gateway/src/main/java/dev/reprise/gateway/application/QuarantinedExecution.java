package dev.reprise.gateway.application;

import dev.reprise.core.ExecutionId;

/**
 * What was asked of an execution has not been done, because it is quarantined: the service could not take in a record
 * about it, through a bug. Asking again helps once an operator has released it.
 */
public final class QuarantinedExecution extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public QuarantinedExecution(ExecutionId execution) {
        super(
                "Expected execution %s to be in order, but it is quarantined since a record about it could not be taken in. GET /api/v1/quarantine tells why; an operator releases it"
                        .formatted(execution),
                null,
                false,
                false);
    }
}
