package dev.reprise.gateway.lambda;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.InvalidValue;
import dev.reprise.core.state.Execution;

/**
 * Functions and executions as the protocol names them (protocol reference, section 3.1).
 *
 * @param region the region that they name, such as {@code eu-west-1}
 * @param account the account that they name, 12 digits
 */
public record ExecutionArns(String region, String account) {
    public ExecutionArns {
        if (!region.matches("[a-z0-9-]+") || !account.matches("[0-9]{12}")) {
            throw new InvalidValue(
                    "Expected a region such as eu-west-1 and an account of 12 digits, but found '%s' and '%s'"
                            .formatted(region, account));
        }
    }

    /** The ARN of an execution. */
    public String arn(Execution execution) {
        return arn(execution.key(), execution.version(), execution.id());
    }

    /** The ARN of an execution that may not have started yet. */
    String arn(ExecutionKey key, String version, ExecutionId id) {
        return "%s/durable-execution/%s/%s".formatted(function(key.function(), version), key.name(), id);
    }

    /** The ARN of the version of the function whose execution it is. */
    String function(Execution execution) {
        return function(execution.key().function(), execution.version());
    }

    /** The ARN of a function in a version, or in what another qualifier stands for. */
    public String function(String name, String qualifier) {
        return function(name) + ':' + qualifier;
    }

    /** The ARN of a function, of no version in particular. */
    String function(String name) {
        return "arn:aws:lambda:%s:%s:function:%s".formatted(region, account, name);
    }
}
