package dev.reprise.streams;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.Failure;
import dev.reprise.core.fold.Effect;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.state.Lane;
import dev.reprise.core.state.OutgoingId;
import dev.reprise.core.state.Poison;
import dev.reprise.core.state.Row;
import dev.reprise.core.state.RowChange;
import dev.reprise.core.state.RowRange;
import dev.reprise.core.state.Rows;
import dev.reprise.core.state.Timer;
import dev.reprise.core.state.UpdatedOperations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a node does for a partition that it owns, beyond folding: it announces itself, declares lost what its
 * predecessor had begun, fires timers, and passes effects on. It acts only once its own announcement is folded, because
 * only then has it seen everything that was decided before. Used by the partition's stream thread alone, but for
 * {@link #isConfirmed} and {@link #isAwake}.
 */
final class PartitionOwner {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionOwner.class);
    private static final Duration REPEAT_AFTER = Duration.ofSeconds(20);
    private static final int TIMERS_PER_RECORD = 128;
    private static final int TIMERS_PER_LOOK = 1_024;
    /** So many are fired and not folded: their burst comes first, then what it has woken. */
    private static final int TIMERS_BEHIND = 512;

    private static final int DISPATCHES_PER_LOOK = 128;
    private static final Failure LOST =
            Failure.of("Invocation.Lost", "The node that ran this invocation is gone; it is run again.");

    private final int partition;
    private final String nodeId;
    private final Appender appender;
    private final JournalListener listener;
    private final Rows rows;
    private final Quarantines quarantines;
    private final DueTimers timers;
    private final HeldDispatches held = new HeldDispatches();
    /** Executions whose invocation was begun by a predecessor and declared lost here, until that is folded. */
    private final Map<ExecutionId, Integer> declared = new HashMap<>();

    private String nonce = "";
    private long term;
    private Instant repeatAt = Instant.MAX;
    private volatile boolean confirmed;
    private final Wakefulness wakefulness = new Wakefulness(System::nanoTime);
    private volatile boolean retired;

    PartitionOwner(int partition, String nodeId, Appender appender, JournalListener listener, Rows rows) {
        this.partition = partition;
        this.nodeId = nodeId;
        this.appender = appender;
        this.listener = listener;
        this.rows = rows;
        this.quarantines = new Quarantines(rows);
        this.timers = new DueTimers(rows, quarantines);
    }

    int partition() {
        return partition;
    }

    /** Whether this node may act for the partition. */
    boolean isConfirmed() {
        return confirmed;
    }

    /** Whether this node can be sure that no other has taken the partition over while it stood still. */
    boolean isAwake() {
        return wakefulness.isAwake();
    }

    /** Says in the journal that this node owns the partition now. */
    void announce(Instant now) {
        confirmed = false;
        repeatAt = now.plus(REPEAT_AFTER);
        nonce = UUID.randomUUID().toString();
        append(new JournalRecord.OwnerElected(nodeId, nonce));
    }

    /** Acts for the partition no more, though it is not another node's yet. */
    void retire() {
        retired = true;
        confirmed = false;
    }

    /** Fires what is due, and says again what was said but has not come back through the journal. */
    void look(Instant now) {
        wakefulness.look();
        if (retired) {
            return;
        }
        if (now.isAfter(repeatAt)) {
            repeat(now);
        }
        if (!confirmed) {
            return;
        }
        var due = timers.take(now, TIMERS_PER_LOOK);
        if (!due.isEmpty()) {
            listener.timersDue(due.size(), Duration.between(due.getFirst().due(), now));
        }
        for (int from = 0; from < due.size(); from += TIMERS_PER_RECORD) {
            List<Timer> some = due.subList(from, Math.min(due.size(), from + TIMERS_PER_RECORD));
            append(new JournalRecord.TimersFired(some));
        }
        if (!held.isEmpty()) {
            held.release(now, areTimersBehind(), DISPATCHES_PER_LOOK).forEach(this::dispatch);
        }
    }

    private boolean areTimersBehind() {
        return timers.handedOut() >= TIMERS_BEHIND;
    }

    private void repeat(Instant now) {
        if (!confirmed) {
            announce(now);
        } else {
            declared.entrySet().removeIf(each -> !isStillBegun(each.getKey(), each.getValue()));
            declared.forEach(this::declareLost);
            var unrecorded = quarantines.unrecorded();
            unrecorded.forEach(this::declareQuarantined);
            repeatAt = declared.isEmpty() && unrecorded.isEmpty() ? Instant.MAX : now.plus(REPEAT_AFTER);
        }
    }

    Quarantines quarantines() {
        return quarantines;
    }

    /** Says in the journal what is quarantined. Before the confirmation that may have been the predecessor's business. */
    void quarantine(Instant now) {
        if (confirmed) {
            quarantines.unrecorded().forEach(this::declareQuarantined);
            var repeat = now.plus(REPEAT_AFTER);
            repeatAt = repeat.isBefore(repeatAt) ? repeat : repeatAt;
        }
    }

    void follow(RowChange<?> change) {
        quarantines.follow(change);
        timers.follow(change);
    }

    /** Passes on what must happen because of a record. Before the confirmation that is the predecessor's business. */
    void act(JournalRecord record, Effect effect, Instant now) {
        switch (effect) {
            case Effect.ConfirmOwner elected -> confirm((JournalRecord.OwnerElected) record, elected.term(), now);
            case Effect.Dispatch dispatch
            when confirmed -> {
                declared.remove(dispatch.execution());
                if (held.isEmpty() && !areTimersBehind()) {
                    dispatch(dispatch);
                } else {
                    held.add(dispatch, now);
                }
            }
            case Effect.TellNews news when confirmed -> listener.news(news.execution());
            case Effect.PublishSummary summary
            when confirmed -> {
                if (summary.execution().status().isClosed()) {
                    declared.remove(summary.execution().id());
                }
                listener.summary(summary.execution());
            }
            case Effect.Deliver deliver when confirmed -> listener.deliver(partition, deliver.id(), deliver.message());
            case Effect.NearLimit near
            when confirmed -> listener.nearLimit(near.execution(), near.what(), near.used(), near.limit());
            case Effect.Dispatch ignored -> {}
            case Effect.TellNews ignored -> {}
            case Effect.PublishSummary ignored -> {}
            case Effect.Deliver ignored -> {}
            case Effect.NearLimit ignored -> {}
            case Effect.RetractSummary ignored -> {}
            case Effect.DeadLetter ignored -> {}
        }
    }

    private void dispatch(Effect.Dispatch dispatch) {
        var header = rows.get(new Row.Header(dispatch.execution()));
        if (header != null && header.isRun(dispatch.epoch())) {
            var updated = rows.get(new Row.Ready(header.id()));
            listener.dispatch(header, Objects.requireNonNullElse(updated, UpdatedOperations.NONE));
        }
    }

    private void confirm(JournalRecord.OwnerElected elected, long electedTerm, Instant now) {
        if (!elected.nonce().equals(nonce)) {
            if (confirmed) {
                LOG.warn(
                        "Partition {}: {} announced itself while this node owns it; announcing again",
                        partition,
                        elected.instance());
                announce(now);
            }
            return;
        }
        confirmed = true;
        term = electedTerm;
        repeatAt = now.plus(REPEAT_AFTER);
        takeOver();
        quarantine(now);
        deliverAgain();
        LOG.info(
                "Partition {}: owned by {} from offset {}, {} invocations taken over",
                partition,
                nodeId,
                term,
                declared.size());
    }

    private void takeOver() {
        declared.clear();
        held.clear();
        rows.scan(new RowRange.ReadyExecutions(), (row, updated) -> {
            var execution = rows.get(new Row.Header(((Row.Ready) row).execution()));
            if (execution != null && !quarantines.hold(execution.id())) {
                declared.put(execution.id(), execution.lane().epoch());
            }
            return true;
        });
        declared.forEach(this::declareLost);
    }

    private boolean isStillBegun(ExecutionId id, int epoch) {
        var execution = rows.get(new Row.Header(id));
        return execution != null
                && !quarantines.hold(id)
                && execution.lane().epoch() == epoch
                && execution.lane().invocation() == Lane.Invocation.READY;
    }

    private void declareLost(ExecutionId execution, int epoch) {
        append(new JournalRecord.InvocationLost(execution, epoch, term, LOST));
    }

    private void declareQuarantined(ExecutionId execution, Poison poison) {
        append(new JournalRecord.ExecutionQuarantined(execution, term, poison));
    }

    private void deliverAgain() {
        var undelivered = new ArrayList<OutgoingId>();
        rows.scan(new RowRange.Outbox(), (row, message) -> undelivered.add(((Row.Outbox) row).id()));
        for (var id : undelivered) {
            var message = rows.get(new Row.Outbox(id));
            if (message != null) {
                listener.deliver(partition, id, message);
            }
        }
    }

    private void append(JournalRecord record) {
        appender.append(partition, record, null, (metadata, failure) -> onAppended(record, failure));
    }

    private void onAppended(JournalRecord record, @Nullable Exception failure) {
        if (failure != null) {
            // Nothing is lost: look() says everything again that has not come back through the journal.
            LOG.warn(
                    "Partition {}: could not append {}",
                    partition,
                    record.getClass().getSimpleName(),
                    failure);
        }
    }
}
