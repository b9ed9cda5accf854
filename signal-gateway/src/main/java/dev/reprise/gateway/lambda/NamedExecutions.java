package dev.reprise.gateway.lambda;

import dev.reprise.core.ExecutionId;
import dev.reprise.streams.Journal;
import org.jspecify.annotations.Nullable;

/** Finds the executions that ARNs name. Thread-safe. */
final class NamedExecutions {
    private final Journal journal;

    NamedExecutions(Journal journal) {
        this.journal = journal;
    }

    /** The id of the execution that an ARN names in all its parts; null when there is none. */
    @Nullable
    ExecutionId find(ExecutionArn arn) {
        var id = arn.execution();
        var header = id == null ? null : journal.execution(id);
        return header == null || !arn.names(header) ? null : id;
    }

    /**
     * The same, where there must be one.
     *
     * @throws Refusal when there is none
     */
    ExecutionId require(ExecutionArn arn) {
        var id = find(arn);
        if (id == null) {
            throw notFound(arn);
        }
        return id;
    }

    static Refusal notFound(ExecutionArn arn) {
        return AwsError.RESOURCE_NOT_FOUND.refusal(
                "Expected execution %s of function %s:%s with the id %s, but found none; or it was purged after its retention"
                        .formatted(arn.name(), arn.function(), arn.version(), arn.id()));
    }
}
