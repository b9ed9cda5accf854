package dev.reprise.schemas.codec;

import static dev.reprise.schemas.codec.Examples.AT;
import static dev.reprise.schemas.codec.Examples.DECLINED;
import static dev.reprise.schemas.codec.Examples.EXECUTION;
import static dev.reprise.schemas.codec.Examples.KEY;
import static dev.reprise.schemas.codec.Examples.LATER;
import static dev.reprise.schemas.codec.Examples.ORDER;
import static dev.reprise.schemas.codec.Examples.RECEIPT;
import static dev.reprise.schemas.codec.Examples.REF;
import static dev.reprise.schemas.codec.Examples.STEP;

import dev.reprise.core.Failure;
import dev.reprise.core.Payload;
import dev.reprise.core.SignalName;
import dev.reprise.core.Terms;
import dev.reprise.core.journal.InvocationOutcome;
import dev.reprise.core.journal.InvocationStart;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.journal.JournalRecord.CallbackCompleted;
import dev.reprise.core.journal.JournalRecord.CallbackHeartbeat;
import dev.reprise.core.journal.JournalRecord.ChainedInvokeCompleted;
import dev.reprise.core.journal.JournalRecord.CheckpointSubmitted;
import dev.reprise.core.journal.JournalRecord.ExecutionDeleteRequested;
import dev.reprise.core.journal.JournalRecord.ExecutionPauseRequested;
import dev.reprise.core.journal.JournalRecord.ExecutionQuarantined;
import dev.reprise.core.journal.JournalRecord.ExecutionReleaseRequested;
import dev.reprise.core.journal.JournalRecord.ExecutionResumeRequested;
import dev.reprise.core.journal.JournalRecord.ExecutionStartRequested;
import dev.reprise.core.journal.JournalRecord.ExecutionStopRequested;
import dev.reprise.core.journal.JournalRecord.FoldBarrier;
import dev.reprise.core.journal.JournalRecord.InvocationCompleted;
import dev.reprise.core.journal.JournalRecord.InvocationLost;
import dev.reprise.core.journal.JournalRecord.OutboxDelivered;
import dev.reprise.core.journal.JournalRecord.OwnerElected;
import dev.reprise.core.journal.JournalRecord.SignalReceived;
import dev.reprise.core.journal.JournalRecord.TimersFired;
import dev.reprise.core.journal.SignalSource;
import dev.reprise.core.journal.SignalTarget;
import dev.reprise.core.operation.OperationRef;
import dev.reprise.core.operation.OperationStatus;
import dev.reprise.core.operation.OperationUpdate;
import dev.reprise.core.state.OutgoingId;
import dev.reprise.core.state.Poison;
import dev.reprise.core.state.Timer;
import dev.reprise.core.state.TimerKind;
import dev.reprise.schemas.codec.Examples.Example;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Journal records of every type, each with everything in it and, where that differs, with nothing optional. */
final class JournalExamples {
    /** What quarantines a running execution. */
    static final Poison POISON =
            new Poison(4712, "CheckpointSubmitted", "IllegalStateException: a bug", Examples.AT, null);

    private JournalExamples() {}

    static List<Example<JournalRecord>> all() {
        return Stream.of(starts(), updates(), invocations(), fromOutside(), ofPartition())
                .flatMap(List::stream)
                .map(example -> new Example<JournalRecord>(example.name(), example.value()))
                .toList();
    }

    private static List<Example<? extends JournalRecord>> starts() {
        return List.of(
                Example.of(new ExecutionStartRequested(
                        EXECUTION,
                        KEY,
                        "4",
                        Terms.DEFAULT,
                        ORDER,
                        "sha256:9f2c",
                        Examples.PARENT,
                        Examples.TRACE,
                        "tenant-1")),
                Example.of(
                        new ExecutionStartRequested(EXECUTION, KEY, "4", Terms.DEFAULT, null, "", null, null, null),
                        "bare"),
                Example.of(new ExecutionStopRequested(EXECUTION, Failure.of("Stopped", "Ordered twice"))),
                Example.of(new ExecutionPauseRequested(EXECUTION, true, "Maintenance")),
                Example.of(new ExecutionPauseRequested(EXECUTION, false, null), "bare"),
                Example.of(new ExecutionResumeRequested(EXECUTION, "Done")),
                Example.of(new ExecutionDeleteRequested(EXECUTION)),
                Example.of(new ExecutionQuarantined(EXECUTION, 4711, POISON)),
                Example.of(
                        new ExecutionQuarantined(
                                EXECUTION,
                                4711,
                                new Poison(
                                        4712,
                                        "ExecutionStartRequested",
                                        "NullPointerException: null",
                                        Examples.AT,
                                        KEY)),
                        "not-started"),
                Example.of(new ExecutionReleaseRequested(EXECUTION)));
    }

    private static List<Example<? extends JournalRecord>> updates() {
        var bare = OperationRef.of("w-1", null, null);
        var seconds = Duration.ofSeconds(2);
        return List.of(
                Example.of(
                        checkpoint(
                                new OperationUpdate.StartStep(REF),
                                new OperationUpdate.SucceedStep(REF, RECEIPT, Duration.ofMillis(120)),
                                new OperationUpdate.FailStep(REF, DECLINED, Duration.ofMillis(80)),
                                new OperationUpdate.RetryStep(REF, seconds, null, DECLINED, Duration.ofMillis(80)),
                                new OperationUpdate.RetryStep(REF, seconds, Payload.of("3"), null, null)),
                        "of-steps"),
                Example.of(
                        checkpoint(
                                new OperationUpdate.StartWait(bare, Duration.ofHours(72)),
                                new OperationUpdate.CancelWait(bare),
                                new OperationUpdate.StartCallback(bare, "cb-1", Duration.ofHours(1), seconds),
                                new OperationUpdate.StartCallback(
                                        OperationRef.of("s-1", "fraud-review-approval", "Signal"), null, null, null)),
                        "of-waits"),
                Example.of(
                        checkpoint(
                                new OperationUpdate.StartChainedInvoke(REF, Examples.DURABLE, ORDER, "tenant-1"),
                                new OperationUpdate.StartChainedInvoke(REF, Examples.PLAIN, null, null),
                                new OperationUpdate.StartChainedInvoke(REF, Examples.UNRESOLVABLE, null, null)),
                        "of-chained-invokes"),
                Example.of(
                        checkpoint(
                                new OperationUpdate.StartContext(REF),
                                new OperationUpdate.SucceedContext(REF, RECEIPT, true),
                                new OperationUpdate.FailContext(REF, DECLINED, false),
                                new OperationUpdate.SucceedExecution(bare, RECEIPT),
                                new OperationUpdate.FailExecution(bare, Failure.UNKNOWN)),
                        "of-groups"),
                Example.of(new CheckpointSubmitted(EXECUTION, 1, 0, null, List.of(), null), "empty"));
    }

    private static CheckpointSubmitted checkpoint(OperationUpdate... updates) {
        return new CheckpointSubmitted(
                EXECUTION, 2, 7, "token-1", Arrays.asList(updates), new InvocationStart("req-1", AT));
    }

    private static List<Example<? extends JournalRecord>> invocations() {
        return List.of(
                completed(new InvocationOutcome.Suspended(12), "suspended"),
                completed(new InvocationOutcome.Succeeded(RECEIPT), "succeeded"),
                completed(new InvocationOutcome.Failed(DECLINED), "failed"),
                completed(new InvocationOutcome.Crashed(Failure.of("Timeout", "No answer in 15 s")), "crashed"),
                completed(new InvocationOutcome.Invalid(Failure.UNKNOWN), "invalid"),
                Example.of(new InvocationLost(EXECUTION, 2, 4711, Failure.of("Lost", "Its owner is gone"))));
    }

    private static Example<InvocationCompleted> completed(InvocationOutcome outcome, String how) {
        return Example.of(new InvocationCompleted(EXECUTION, 2, "req-1", AT, LATER, outcome), how);
    }

    private static List<Example<? extends JournalRecord>> fromOutside() {
        var name = new SignalName("fraud-review-approval");
        return List.of(
                Example.of(new CallbackCompleted(EXECUTION, STEP, OperationStatus.SUCCEEDED, RECEIPT, null)),
                Example.of(new CallbackCompleted(EXECUTION, STEP, OperationStatus.FAILED, null, DECLINED), "failed"),
                Example.of(new CallbackHeartbeat(EXECUTION, STEP)),
                Example.of(
                        new SignalReceived(
                                new SignalTarget.ById(EXECUTION),
                                name,
                                "review-1",
                                Payload.of("\"approve\""),
                                new SignalSource("reprise.signals", 5, 99, null)),
                        "by-id"),
                Example.of(new SignalReceived(new SignalTarget.ByKey(KEY), name, null, Payload.EMPTY, null), "by-key"),
                Example.of(
                        new SignalReceived(
                                new SignalTarget.ByKey(KEY),
                                name,
                                null,
                                Payload.EMPTY,
                                new SignalSource("reprise.signals", 5, 101, 99L)),
                        "after-another"),
                Example.of(new ChainedInvokeCompleted(EXECUTION, STEP, OperationStatus.SUCCEEDED, RECEIPT, null)),
                Example.of(
                        new ChainedInvokeCompleted(EXECUTION, STEP, OperationStatus.TIMED_OUT, null, DECLINED),
                        "timed-out"));
    }

    private static List<Example<? extends JournalRecord>> ofPartition() {
        var timers = Arrays.stream(TimerKind.values())
                .map(kind -> new Timer(AT, EXECUTION, kind, kind == TimerKind.PURGE ? null : STEP))
                .toList();
        return List.of(
                Example.of(new TimersFired(timers)),
                Example.of(new OutboxDelivered(List.of(new OutgoingId(4711, 0), new OutgoingId(4711, 1)))),
                Example.of(new OwnerElected("node-1", "b7ad6b71")),
                Example.of(new FoldBarrier(List.of("parallel-branches"))));
    }
}
