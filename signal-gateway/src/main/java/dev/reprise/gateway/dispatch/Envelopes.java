package dev.reprise.gateway.dispatch;

import dev.reprise.core.journal.InvocationStart;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.UpdatedOperations;
import dev.reprise.gateway.application.StatePages;
import dev.reprise.gateway.lambda.ExecutionArns;
import dev.reprise.gateway.tokens.CheckpointToken;
import dev.reprise.gateway.tokens.Seal;
import dev.reprise.streams.Journal;
import dev.reprise.workflow.protocol.InvocationEnvelope;

/** Makes what functions are invoked with. Thread-safe. */
final class Envelopes {
    private final Journal journal;
    private final StatePages pages;
    private final Seal seal;
    private final ExecutionArns arns;

    Envelopes(Journal journal, StatePages pages, Seal seal, ExecutionArns arns) {
        this.journal = journal;
        this.pages = pages;
        this.seal = seal;
        this.arns = arns;
    }

    /** The envelope for the invocation that a header, read before, says is to run. */
    InvocationEnvelope envelope(Execution header, InvocationStart start) {
        return envelope(header, journal.updatedOperations(header.id()), start);
    }

    /**
     * The same.
     *
     * @param updated what the invocation is to be told of
     */
    InvocationEnvelope envelope(Execution header, UpdatedOperations updated, InvocationStart start) {
        var page = pages.first(header);
        return new InvocationEnvelope(
                arns.arn(header),
                CheckpointToken.of(header, start).write(seal),
                page.operations(),
                page.nextMarker(),
                updated.ids());
    }
}
