package dev.reprise.streams;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.fold.Verdict;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.Outgoing;
import dev.reprise.core.state.OutgoingId;
import dev.reprise.core.state.UpdatedOperations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Remembers what the journal said. */
final class RecordedListener implements JournalListener {
    record Dispatched(ExecutionId execution, int epoch) {}

    record Judged(Class<?> record, @Nullable Verdict verdict, Duration took) {}

    private final BlockingQueue<Judged> judged = new LinkedBlockingQueue<>();
    private final List<Duration> lateness = new ArrayList<>();
    private final BlockingQueue<Dispatched> dispatched = new LinkedBlockingQueue<>();
    private final BlockingQueue<Execution> summaries = new LinkedBlockingQueue<>();

    @Override
    public void dispatch(Execution header, UpdatedOperations updated) {
        dispatched.add(new Dispatched(header.id(), header.lane().epoch()));
    }

    @Override
    public void news(ExecutionId execution) {}

    @Override
    public void summary(Execution execution) {
        summaries.add(execution);
    }

    @Override
    public void nearLimit(ExecutionId execution, String what, long used, long limit) {}

    @Override
    public void deliver(int partition, OutgoingId id, Outgoing message) {}

    @Override
    public void judged(JournalRecord record, @Nullable Verdict verdict, Duration took) {
        judged.add(new Judged(record.getClass(), verdict, took));
    }

    @Override
    public void timersDue(int count, Duration late) {
        lateness.add(late);
    }

    /** How late timers were, each time that some were due. */
    List<Duration> lateness() {
        return lateness;
    }

    /** The next judgement, waited for within bounds. */
    Judged nextJudged(Duration within) throws InterruptedException {
        var next = judged.poll(within.toMillis(), TimeUnit.MILLISECONDS);
        if (next == null) {
            throw new AssertionError("Expected a judgement within " + within + ", but there was none");
        }
        return next;
    }

    /** What was dispatched so far. */
    List<Dispatched> dispatched() {
        return new ArrayList<>(dispatched);
    }

    /** The next dispatch, waited for within bounds. */
    Dispatched nextDispatch(Duration within) throws InterruptedException {
        var next = dispatched.poll(within.toMillis(), TimeUnit.MILLISECONDS);
        if (next == null) {
            throw new AssertionError("Expected a dispatch within " + within + ", but there was none");
        }
        return next;
    }
}
