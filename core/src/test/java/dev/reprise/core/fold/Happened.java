package dev.reprise.core.fold;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.Failure;
import dev.reprise.core.OperationId;
import dev.reprise.core.Payload;
import dev.reprise.core.SignalName;
import dev.reprise.core.Terms;
import dev.reprise.core.journal.InvocationOutcome;
import dev.reprise.core.journal.InvocationStart;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.journal.JournalRecord.*;
import dev.reprise.core.journal.SignalSource;
import dev.reprise.core.journal.SignalTarget;
import dev.reprise.core.operation.OperationStatus;
import dev.reprise.core.operation.OperationUpdate;
import dev.reprise.core.state.OutgoingId;
import dev.reprise.core.state.ParentLink;
import dev.reprise.core.state.Poison;
import dev.reprise.core.state.Timer;
import dev.reprise.core.state.TimerKind;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** What can happen to the one execution that most tests are about. Tokens are the current ones unless said otherwise. */
interface Happened {
    ExecutionId EXECUTION = new ExecutionId(3, UUID.fromString("018f2c2e-7d0a-7c1e-9f0a-3b1d5e7f9a11"));
    ExecutionId ANOTHER = new ExecutionId(3, UUID.fromString("018f2c2e-7d0a-7c1e-9f0a-000000000002"));
    ExecutionKey KEY = new ExecutionKey("order-flow", "order-1");
    ParentLink PARENT = new ParentLink(ANOTHER, new OperationId("their-invoke"));

    /** Plays its part in a journal. */
    void to(Folding journal);

    private static Happened appended(JournalRecord record) {
        return journal -> journal.append(record);
    }

    static Happened record(JournalRecord record) {
        return appended(record);
    }

    static Happened passed(Duration time) {
        return journal -> journal.pass(time);
    }

    static Happened started() {
        return started(Terms.DEFAULT);
    }

    static Happened started(Terms terms) {
        return started(EXECUTION, terms, "digest", null);
    }

    static Happened startedByAnotherExecution() {
        return started(EXECUTION, Terms.DEFAULT, "digest", PARENT);
    }

    static Happened started(ExecutionId id, Terms terms, String digest, ParentLink parent) {
        return appended(new ExecutionStartRequested(
                id, KEY, "1", terms, Payload.of("{}"), digest, parent, "00-trace-01", "tenant-1"));
    }

    static Happened checkpoint(OperationUpdate... updates) {
        return checkpointAs("", updates);
    }

    static Happened checkpointAs(String clientToken, OperationUpdate... updates) {
        return journal -> {
            var lane = journal.header().lane();
            checkpointWith(lane.epoch(), lane.seq(), clientToken, updates).to(journal);
        };
    }

    static Happened checkpointWith(int epoch, long seq, String clientToken, OperationUpdate... updates) {
        return appended(new CheckpointSubmitted(
                EXECUTION, epoch, seq, clientToken.isEmpty() ? null : clientToken, List.of(updates), null));
    }

    /** A checkpoint of an invocation whose beginning is known. */
    static Happened lastCheckpoint(OperationUpdate... updates) {
        return journal -> {
            var lane = journal.header().lane();
            journal.append(new CheckpointSubmitted(
                    EXECUTION,
                    lane.epoch(),
                    lane.seq(),
                    null,
                    List.of(updates),
                    new InvocationStart("request-" + lane.epoch(), Folding.START)));
        };
    }

    static Happened suspended() {
        return journal ->
                suspendedHavingSeen(journal.header().tally().changes()).to(journal);
    }

    static Happened suspendedHavingSeen(long change) {
        return ended(new InvocationOutcome.Suspended(change));
    }

    static Happened returned(String result) {
        return ended(new InvocationOutcome.Succeeded(Payload.of(result)));
    }

    static Happened threw() {
        return ended(new InvocationOutcome.Failed(Asked.BROKEN));
    }

    static Happened answeredNonsense() {
        return ended(new InvocationOutcome.Invalid(
                Failure.of("InvalidParameterValueException", "Invalid Status in invocation output.")));
    }

    static Happened crashed() {
        return ended(new InvocationOutcome.Crashed(Asked.BROKEN));
    }

    static Happened ended(InvocationOutcome outcome) {
        return journal -> endedIn(journal.header().lane().epoch(), outcome).to(journal);
    }

    static Happened endedIn(int epoch, InvocationOutcome outcome) {
        return journal -> journal.append(new InvocationCompleted(
                EXECUTION, epoch, "request-" + epoch, journal.now().minusMillis(5), journal.now(), outcome));
    }

    static Happened lost(int epoch, long ownerTerm) {
        return appended(new InvocationLost(EXECUTION, epoch, ownerTerm, Asked.BROKEN));
    }

    /** The owner fires all timers that are due. */
    static Happened dueTimersFired() {
        return journal -> journal.append(new TimersFired(journal.dueTimers()));
    }

    static Happened fired(Timer... timers) {
        return appended(new TimersFired(List.of(timers)));
    }

    /** The owner fires the only timer of a kind, whether it is due or not. */
    static Happened fired(TimerKind kind) {
        return journal -> journal.append(new TimersFired(List.of(journal.timer(kind))));
    }

    static Happened answered(String callback, String result) {
        return appended(new CallbackCompleted(
                EXECUTION, new OperationId(callback), OperationStatus.SUCCEEDED, Payload.of(result), null));
    }

    static Happened refused(String callback) {
        return appended(new CallbackCompleted(
                EXECUTION, new OperationId(callback), OperationStatus.FAILED, null, Asked.BROKEN));
    }

    static Happened heartbeat(String callback) {
        return appended(new CallbackHeartbeat(EXECUTION, new OperationId(callback)));
    }

    static Happened signalled(String name, String payload) {
        return appended(signal(name, null, payload, null));
    }

    static Happened signalledWithId(String name, String id, String payload) {
        return appended(signal(name, id, payload, null));
    }

    static Happened relayed(String name, long offset, String payload) {
        return appended(signal(name, null, payload, new SignalSource("signals", 0, offset, null)));
    }

    static Happened relayedAfter(long after, String name, long offset, String payload) {
        return appended(signal(name, null, payload, new SignalSource("signals", 0, offset, after)));
    }

    static SignalReceived signal(String name, String id, String payload, SignalSource source) {
        return new SignalReceived(new SignalTarget.ByKey(KEY), new SignalName(name), id, Payload.of(payload), source);
    }

    static Happened stopped() {
        return appended(new ExecutionStopRequested(EXECUTION, Failure.of("Stopped", "by an operator")));
    }

    static Happened paused() {
        return appended(new ExecutionPauseRequested(EXECUTION, false, "lunch"));
    }

    static Happened pausedWithItsTimeout() {
        return appended(new ExecutionPauseRequested(EXECUTION, true, null));
    }

    static Happened resumed() {
        return appended(new ExecutionResumeRequested(EXECUTION, "back"));
    }

    static Happened deleted() {
        return appended(new ExecutionDeleteRequested(EXECUTION));
    }

    /** The owner could not fold a record about the execution. */
    static Happened quarantined() {
        return journal -> quarantined(EXECUTION, journal.ownerTerm(), null).to(journal);
    }

    static Happened quarantined(ExecutionId id, long ownerTerm, ExecutionKey name) {
        return appended(new ExecutionQuarantined(id, ownerTerm, poison(name)));
    }

    static Poison poison(ExecutionKey name) {
        return new Poison(17, "CheckpointSubmitted", "IllegalStateException: a bug", Folding.START, name);
    }

    static Happened released() {
        return appended(new ExecutionReleaseRequested(EXECUTION));
    }

    static Happened invokeEnded(String invoke, OperationStatus status) {
        boolean well = status == OperationStatus.SUCCEEDED;
        return appended(new ChainedInvokeCompleted(
                EXECUTION,
                new OperationId(invoke),
                status,
                well ? Payload.of("42") : null,
                well ? null : Asked.BROKEN));
    }

    static Happened delivered(OutgoingId... ids) {
        return appended(new OutboxDelivered(List.of(ids)));
    }

    static Happened ownerElected(String instance) {
        return appended(new OwnerElected(instance, "nonce"));
    }

    static Happened barrier(String... features) {
        return appended(new FoldBarrier(List.of(features)));
    }
}
