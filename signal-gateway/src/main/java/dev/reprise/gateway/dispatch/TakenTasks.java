package dev.reprise.gateway.dispatch;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.Failure;
import dev.reprise.core.fold.Verdict;
import dev.reprise.core.journal.InvocationOutcome;
import dev.reprise.core.journal.InvocationStart;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.state.Execution;
import dev.reprise.gateway.application.PlainFunctions.Answer;
import dev.reprise.gateway.application.StatePages;
import dev.reprise.gateway.application.Verdicts;
import dev.reprise.gateway.lambda.ExecutionArns;
import dev.reprise.gateway.metrics.GatewayMetrics;
import dev.reprise.gateway.tokens.Seal;
import dev.reprise.gateway.tokens.TaskLease;
import dev.reprise.gateway.tokens.TaskTicket;
import dev.reprise.gateway.tracing.Tracing;
import dev.reprise.streams.Journal;
import dev.reprise.workflow.protocol.InvocationEnvelope;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Invocations that somebody takes from a topic, and says how they ended; at any node. Taking one is a checkpoint without
 * updates: of all who show one ticket, the journal lets one through. Thread-safe; made for virtual threads.
 */
public final class TakenTasks {
    private final Journal journal;
    private final Envelopes envelopes;
    private final Seal seal;
    private final InvocationEnds ends;
    private final Tracing tracing;
    private final InstantSource clock;

    /**
     * The way to them.
     *
     * @param arns how executions are named to code
     */
    public TakenTasks(
            Journal journal,
            StatePages pages,
            Seal seal,
            ExecutionArns arns,
            GatewayMetrics metrics,
            Tracing tracing,
            InstantSource clock) {
        this.journal = journal;
        this.seal = seal;
        this.tracing = tracing;
        this.clock = clock;
        envelopes = new Envelopes(journal, pages, seal, arns);
        ends = new InvocationEnds(journal, metrics, clock);
    }

    /** What came of showing a ticket. */
    public sealed interface Outcome {
        /**
         * It is his who showed it.
         *
         * @param envelope what the function is to be invoked with
         * @param requestId the invocation's id
         * @param lease shown when it has ended
         * @param traceParent what it is part of; null when there is no trace
         */
        record Taken(
                InvocationEnvelope envelope,
                String requestId,
                String lease,
                @Nullable String traceParent) implements Outcome {}

        /**
         * There is nothing to do with this ticket, now or later.
         *
         * @param why for people
         */
        record Gone(String why) implements Outcome {}
    }

    /**
     * Takes an invocation. Whoever shows a ticket that was shown before is told that it is gone, and the invocation that
     * it was taken for has failed: topics give a task again when whoever had it went away.
     *
     * @param addressed the execution that the caller says it is about
     * @param text the ticket
     * @throws dev.reprise.streams.JournalUnavailable when it is not known whether it was taken
     * @throws dev.reprise.gateway.application.QuarantinedExecution when its execution is quarantined
     */
    public Outcome take(ExecutionId addressed, String text) {
        var ticket = TaskTicket.read(seal, text);
        if (ticket == null || !ticket.execution().equals(addressed)) {
            return new Outcome.Gone(
                    "a ticket that was given out for execution " + addressed + ", but found another text");
        }
        var start = new InvocationStart(UUID.randomUUID().toString(), clock.instant());
        var taking = new JournalRecord.CheckpointSubmitted(
                addressed, ticket.epoch(), ticket.seq(), start.requestId(), List.of(), null);
        return switch (Verdicts.await(journal.submit(taking))) {
            case Verdict.CheckpointAccepted accepted -> taken(ticket, start, accepted.closed());
            default -> missed(ticket);
        };
    }

    private Outcome taken(TaskTicket ticket, InvocationStart start, boolean toStop) {
        // The header first: what changes while the operations are read is then known not to have been told.
        var header = journal.execution(ticket.execution());
        if (header == null || !header.isRun(ticket.epoch())) {
            return superseded(ticket);
        }
        if (toStop) {
            ends.record(ends.seen(
                    header.key().function(),
                    ticket.execution(),
                    ticket.epoch(),
                    start,
                    new InvocationOutcome.Suspended(header.tally().changes())));
            return new Outcome.Gone("execution %s to go on, but it is paused".formatted(ticket.execution()));
        }
        var lease = new TaskLease(
                ticket.execution(), ticket.epoch(), start, header.tally().changes());
        return new Outcome.Taken(
                envelopes.envelope(header, start), start.requestId(), lease.write(seal), tracing.calledBy(header));
    }

    private Outcome missed(TaskTicket ticket) {
        var header = journal.execution(ticket.execution());
        if (header != null && ticket.isInUse(header)) {
            failed(header, ticket);
        }
        return superseded(ticket);
    }

    private void failed(Execution header, TaskTicket ticket) {
        var now = clock.instant();
        var start = new InvocationStart(UUID.randomUUID().toString(), now);
        var why = Failure.of(
                "Runtime.ExitError",
                "Expected whoever took the task to say how it ended, but the task was given to somebody else again");
        ends.record(ends.seen(
                header.key().function(),
                ticket.execution(),
                ticket.epoch(),
                start,
                new InvocationOutcome.Crashed(why)));
    }

    private static Outcome superseded(TaskTicket ticket) {
        return new Outcome.Gone(
                "invocation %d of execution %s to wait for somebody, but it was taken before, or is over"
                        .formatted(ticket.epoch(), ticket.execution()));
    }

    /**
     * Records how an invocation that was taken has ended. Saying it twice does no harm.
     *
     * @param addressed the execution that the caller says it is about
     * @param text the lease
     * @param answer what the function answered, or what it failed with
     * @return whether it counted; not, when the invocation was superseded
     * @throws dev.reprise.streams.JournalUnavailable when it may not be recorded
     */
    public boolean end(ExecutionId addressed, String text, Answer answer) {
        var lease = TaskLease.read(seal, text);
        if (lease == null || !lease.execution().equals(addressed)) {
            return false;
        }
        var function = function(addressed);
        if (function == null) {
            return false;
        }
        var outcome = FunctionAnswer.of(answer).outcome(lease.seenChange());
        return ends.record(ends.seen(function, addressed, lease.epoch(), lease.invocation(), outcome));
    }

    private @Nullable String function(ExecutionId execution) {
        var header = journal.execution(execution);
        return header == null ? null : header.key().function();
    }
}
