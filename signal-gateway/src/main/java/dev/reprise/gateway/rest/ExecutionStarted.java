package dev.reprise.gateway.rest;

import dev.reprise.core.state.ExecutionStatus;
import dev.reprise.gateway.application.StartOutcome;

/**
 * The answer to a start.
 *
 * @param executionId the execution's id
 * @param function whose execution it is
 * @param name what it is known by
 * @param status where it stands
 */
public record ExecutionStarted(String executionId, String function, String name, ExecutionStatus status) {
    static ExecutionStarted of(StartOutcome.Started started) {
        return new ExecutionStarted(
                started.execution().toString(),
                started.key().function(),
                started.key().name(),
                started.status());
    }
}
