package dev.reprise.gateway;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.Outgoing;
import dev.reprise.core.state.OutgoingId;
import dev.reprise.core.state.UpdatedOperations;
import dev.reprise.streams.JournalListener;

/** Does nothing of what the journal says must be done: the test is the function. */
public final class SilentListener implements JournalListener {
    @Override
    public void dispatch(Execution header, UpdatedOperations updated) {}

    @Override
    public void news(ExecutionId id) {}

    @Override
    public void summary(Execution header) {}

    @Override
    public void nearLimit(ExecutionId execution, String what, long used, long limit) {}

    @Override
    public void deliver(int partition, OutgoingId id, Outgoing message) {}
}
