package dev.reprise.gateway.lambda;

import dev.reprise.core.ExecutionId;
import dev.reprise.streams.Journal;
import org.jspecify.annotations.Nullable;

/** Finds the executions that ARNs name. Thread-safe. */
final class NamedExecutions {
    private static final int REMEMBERED = 10_000;

    private final Journal journal;
    private final RecentlyUsed<String, Found> found = new RecentlyUsed<>(REMEMBERED);

    private record Found(ExecutionId id, ExecutionArn arn) {}

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
     * What was found for an ARN lately, as it was written; null when nothing was. Reads nothing, so the execution may be
     * gone since. What an ARN names does not change: an execution keeps function, name and version, and ids are not used
     * again.
     */
    @Nullable
    ExecutionId remembered(String arn) {
        var before = found.get(arn);
        return before == null ? null : before.id();
    }

    /** An ARN, taken apart; null when the text is none. */
    @Nullable
    ExecutionArn parse(String arn) {
        var before = found.get(arn);
        return before == null ? ExecutionArn.parse(arn) : before.arn();
    }

    /** As {@link #find}, for an ARN that is likely to come again. */
    @Nullable
    ExecutionId findAndRemember(String written, ExecutionArn arn) {
        var id = find(arn);
        if (id != null) {
            found.put(written, new Found(id, arn));
        }
        return id;
    }

    /**
     * As {@link #find}, where there must be one.
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
