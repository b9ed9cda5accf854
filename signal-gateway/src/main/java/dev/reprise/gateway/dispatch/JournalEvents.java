package dev.reprise.gateway.dispatch;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.fold.Verdict;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.Outgoing;
import dev.reprise.core.state.OutgoingId;
import dev.reprise.core.state.UpdatedOperations;
import dev.reprise.gateway.metrics.GatewayMetrics;
import dev.reprise.gateway.tracing.Tracing;
import dev.reprise.streams.JournalListener;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands on what the journal tells. The journal wants its listener when it is opened, and what acts on the journal wants
 * the journal: so whatever is told before {@link #begin} is kept until then.
 */
public final class JournalEvents implements JournalListener {
    private static final Logger LOG = LoggerFactory.getLogger(JournalEvents.class);

    private final CompletableFuture<Actors> actors = new CompletableFuture<>();

    private record Actors(Dispatcher dispatcher, Deliveries deliveries, GatewayMetrics metrics, Tracing tracing) {}

    /** From now on, and for what was told before, act. */
    public void begin(Dispatcher dispatcher, Deliveries deliveries, GatewayMetrics metrics, Tracing tracing) {
        actors.complete(new Actors(dispatcher, deliveries, metrics, tracing));
    }

    @Override
    public void dispatch(Execution header, UpdatedOperations updated) {
        tell(each -> each.dispatcher().dispatch(header, updated));
    }

    @Override
    public void news(ExecutionId execution) {
        // Running code learns of it with its next checkpoint or poll.
    }

    @Override
    public void summary(Execution execution) {
        tell(each -> {
            each.metrics().execution(execution);
            each.tracing().execution(execution);
        });
    }

    @Override
    public void nearLimit(ExecutionId execution, String what, long used, long limit) {
        LOG.warn("Execution {} has {} of at most {} {}; beyond that it fails", execution, used, limit, what);
        tell(each -> each.metrics().nearLimit(what));
    }

    @Override
    public void deliver(int partition, OutgoingId id, Outgoing message) {
        tell(each -> each.deliveries().deliver(partition, id, message));
    }

    @Override
    public void judged(JournalRecord record, @Nullable Verdict verdict, Duration took) {
        tell(each -> each.metrics().judged(record, verdict, took));
    }

    @Override
    public void timersDue(int count, Duration late) {
        tell(each -> each.metrics().timersDue(count, late));
    }

    /** On the calling thread once there is somebody to tell, as always but in the first moments. */
    private void tell(Consumer<Actors> event) {
        var unused = actors.thenAccept(event);
    }
}
