package dev.reprise.gateway.dispatch;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.Failure;
import dev.reprise.core.InvalidValue;
import dev.reprise.core.fold.Verdict;
import dev.reprise.core.journal.InvocationOutcome;
import dev.reprise.core.journal.InvocationStart;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.gateway.application.QuarantinedExecution;
import dev.reprise.gateway.application.Verdicts;
import dev.reprise.gateway.metrics.GatewayMetrics;
import dev.reprise.streams.Journal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the journal know how invocations ended. Thread-safe; blocks, so meant for virtual threads. */
final class InvocationEnds {
    private static final Logger LOG = LoggerFactory.getLogger(InvocationEnds.class);

    private final Journal journal;
    private final GatewayMetrics metrics;
    private final InstantSource clock;

    InvocationEnds(Journal journal, GatewayMetrics metrics, InstantSource clock) {
        this.journal = journal;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** An end, as it was when it was seen. */
    record End(ExecutionId execution, int epoch, InvocationStart start, Instant endedAt, InvocationOutcome outcome) {
        private JournalRecord.InvocationCompleted record() {
            return record(outcome);
        }

        private JournalRecord.InvocationCompleted record(InvocationOutcome other) {
            return new JournalRecord.InvocationCompleted(
                    execution, epoch, start.requestId(), start.startedAt(), endedAt, other);
        }
    }

    /** An invocation has ended now. Nothing is recorded yet. */
    End seen(String function, ExecutionId execution, int epoch, InvocationStart start, InvocationOutcome outcome) {
        var endedAt = clock.instant();
        metrics.invoked(function, outcome, Duration.between(start.startedAt(), endedAt));
        if (outcome instanceof InvocationOutcome.Crashed crashed) {
            // Not its message, which is the user's and may hold anything: that is in the history.
            LOG.warn(
                    "Invocation {} of {} ({}) failed: {}",
                    epoch,
                    execution,
                    function,
                    crashed.failure().type());
        }
        return new End(execution, epoch, start, endedAt, outcome);
    }

    /**
     * Records an end. One that can be recorded by no means is recorded as the failure that this is.
     *
     * @return whether it counted; not, when the invocation was superseded
     * @throws dev.reprise.streams.JournalUnavailable when it may not be recorded; trying again is safe
     */
    boolean record(End end) {
        try {
            return told(end, Verdicts.await(journal.submit(end.record())));
        } catch (InvalidValue notAppendable) {
            var failure = Failure.of("InvalidParameterValueException", String.valueOf(notAppendable.getMessage()));
            return told(end, Verdicts.await(journal.submit(end.record(new InvocationOutcome.Invalid(failure)))));
        } catch (QuarantinedExecution quarantined) {
            LOG.debug("Invocation {} of {} is made again after the release", end.epoch(), end.execution());
            return false;
        }
    }

    private static boolean told(End end, Verdict verdict) {
        if (verdict instanceof Verdict.Stale stale) {
            LOG.debug("Invocation {} of {} counted for nothing: {}", end.epoch(), end.execution(), stale.why());
            return false;
        }
        return true;
    }
}
