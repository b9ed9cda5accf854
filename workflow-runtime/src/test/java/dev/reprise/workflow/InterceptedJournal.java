package dev.reprise.workflow;

import dev.reprise.workflow.protocol.CheckpointRequest;
import dev.reprise.workflow.protocol.CheckpointResponse;
import dev.reprise.workflow.protocol.StatePage;
import dev.reprise.workflow.spi.CheckpointClient;
import java.util.function.IntConsumer;

/** A journal with somebody in between, who sees the number of each checkpoint, from 1, and may throw instead. */
public final class InterceptedJournal implements CheckpointClient {
    private final CheckpointClient journal;
    private final IntConsumer before;
    private final IntConsumer after;
    private int checkpoints;

    public InterceptedJournal(CheckpointClient journal, IntConsumer before) {
        this(journal, before, number -> {});
    }

    public InterceptedJournal(CheckpointClient journal, IntConsumer before, IntConsumer after) {
        this.journal = journal;
        this.before = before;
        this.after = after;
    }

    @Override
    public CheckpointResponse checkpoint(String executionArn, CheckpointRequest request) {
        int number = ++checkpoints;
        before.accept(number);
        var response = journal.checkpoint(executionArn, request);
        after.accept(number);
        return response;
    }

    @Override
    public StatePage state(String executionArn, String checkpointToken, String marker) {
        return journal.state(executionArn, checkpointToken, marker);
    }
}
