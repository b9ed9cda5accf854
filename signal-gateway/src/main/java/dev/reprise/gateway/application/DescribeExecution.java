package dev.reprise.gateway.application;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.OperationId;
import dev.reprise.core.operation.OperationDetails.ExecutionDetails;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.Quarantine;
import dev.reprise.streams.Journal;
import org.jspecify.annotations.Nullable;

/** Shows one execution with its input and outcome. Thread-safe. */
public final class DescribeExecution {
    private final Journal journal;

    public DescribeExecution(Journal journal) {
        this.journal = journal;
    }

    /**
     * An execution as it stands.
     *
     * @param header all but what can be large
     * @param details its input, and its result or failure once it has ended
     * @param quarantine why it is quarantined; absent when it is not
     */
    public record Described(
            Execution header,
            ExecutionDetails details,
            @Nullable Quarantine quarantine) {}

    /** The execution of an id; null when there is none, or none any more. */
    public @Nullable Described describe(ExecutionId id) {
        return described(journal.execution(id));
    }

    /** The execution of a key; null when there is none, or none any more. */
    public @Nullable Described describe(ExecutionKey key) {
        return described(journal.execution(key));
    }

    /** What an execution was given, and what came of it; null when it was purged since its header was read. */
    public @Nullable ExecutionDetails details(Execution header) {
        var self = journal.operation(header.id(), new OperationId(header.id().toString()));
        return self == null ? null : (ExecutionDetails) self.details();
    }

    private @Nullable Described described(@Nullable Execution header) {
        var details = header == null ? null : details(header);
        return header == null || details == null
                ? null
                : new Described(header, details, journal.quarantine(header.id()));
    }
}
