package dev.reprise.schemas.codec;

import static dev.reprise.schemas.codec.Examples.AT;
import static dev.reprise.schemas.codec.Examples.DECLINED;
import static dev.reprise.schemas.codec.Examples.EXECUTION;
import static dev.reprise.schemas.codec.Examples.KEY;
import static dev.reprise.schemas.codec.Examples.LATER;
import static dev.reprise.schemas.codec.Examples.ORDER;
import static dev.reprise.schemas.codec.Examples.PARENT;
import static dev.reprise.schemas.codec.Examples.RECEIPT;
import static dev.reprise.schemas.codec.Examples.STEP;

import dev.reprise.core.OperationId;
import dev.reprise.core.SignalName;
import dev.reprise.core.Terms;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.operation.OperationDetails;
import dev.reprise.core.operation.OperationStatus;
import dev.reprise.core.state.BufferedSignal;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.ExecutionStatus;
import dev.reprise.core.state.Lane;
import dev.reprise.core.state.Outgoing;
import dev.reprise.core.state.OutgoingId;
import dev.reprise.core.state.PartitionState;
import dev.reprise.core.state.Pause;
import dev.reprise.core.state.Quarantine;
import dev.reprise.core.state.Row;
import dev.reprise.core.state.Tally;
import dev.reprise.core.state.Timer;
import dev.reprise.core.state.TimerKind;
import dev.reprise.core.state.UpdatedOperations;
import dev.reprise.schemas.codec.Examples.Example;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Rows of every kind, each with a value. */
final class RowExamples {
    private static final SignalName SIGNAL = new SignalName("fraud-review-approval");
    private static final OperationId OTHER = new OperationId("wait-2");

    private RowExamples() {}

    static List<Example<RowValues.Entry<?>>> all() {
        return Stream.concat(others().stream(), operations().stream()).toList();
    }

    /** An execution with everything that an execution can have. */
    static Execution execution() {
        var lane = new Lane(
                3,
                Lane.Invocation.BACKING_OFF,
                1,
                7,
                new Lane.LastCheckpoint(7, "token-1", List.of(STEP)),
                List.of(OTHER));
        return new Execution(
                EXECUTION,
                KEY,
                "4",
                Terms.DEFAULT,
                "sha256:9f2c",
                PARENT,
                Examples.TRACE,
                "tenant-1",
                ExecutionStatus.SUCCEEDED,
                AT,
                LATER,
                null,
                Duration.ofMinutes(10),
                lane,
                new Tally(12, 5, 17, 1, 2, 2048, 3, 2, 18));
    }

    private static Execution fresh() {
        return new Execution(
                EXECUTION,
                KEY,
                "4",
                Terms.DEFAULT,
                "",
                null,
                null,
                null,
                ExecutionStatus.RUNNING,
                AT,
                null,
                null,
                Duration.ZERO,
                Lane.NEW,
                Tally.ZERO);
    }

    private static Execution paused() {
        return fresh().paused(ExecutionStatus.PAUSED, new Pause(AT, LATER, true, "Maintenance", true));
    }

    private static List<Example<RowValues.Entry<?>>> others() {
        var present = Row.Present.PRESENT;
        return List.of(
                entry(new Row.OfPartition(), new PartitionState(4711, List.of("parallel-branches"))),
                entry(new Row.Header(EXECUTION), execution()),
                entry(new Row.Header(EXECUTION), fresh(), "fresh"),
                entry(new Row.Header(EXECUTION), paused(), "paused"),
                entry(new Row.Child(EXECUTION, STEP, OTHER), present),
                entry(
                        new Row.Event(EXECUTION, 5),
                        HistoryExamples.all().getFirst().value().event()),
                entry(new Row.Signal(EXECUTION, SIGNAL, 2), new BufferedSignal(RECEIPT, AT)),
                entry(new Row.SignalWait(EXECUTION, SIGNAL, 4), OTHER),
                entry(new Row.SignalId(EXECUTION, "review-1"), present),
                entry(new Row.Named(KEY), EXECUTION),
                entry(new Row.Armed(new Timer(AT, EXECUTION, TimerKind.WAIT, OTHER)), present),
                entry(new Row.Ready(EXECUTION), new UpdatedOperations(List.of(STEP, OTHER))),
                entry(new Row.Listed("order", ExecutionStatus.RUNNING, AT, EXECUTION), present),
                entry(new Row.Relayed("reprise.signals", 5), 99L),
                entry(new Row.Quarantined(EXECUTION), new Quarantine(JournalExamples.POISON, true)),
                entry(new Row.Forgotten(EXECUTION), present),
                entry(
                        new Row.Outbox(new OutgoingId(4711, 0)),
                        new Outgoing.Call(PARENT, Examples.DURABLE, ORDER, Examples.TRACE, "tenant-1"),
                        "call"),
                entry(
                        new Row.Outbox(new OutgoingId(4711, 1)),
                        new Outgoing.Reply(
                                PARENT,
                                OperationStatus.FAILED,
                                new OperationDetails.ChainedInvokeDetails("order", null, DECLINED)),
                        "reply"));
    }

    private static List<Example<RowValues.Entry<?>>> operations() {
        return List.of(
                operation(new OperationDetails.ExecutionDetails(ORDER, RECEIPT, null), "execution"),
                operation(new OperationDetails.StepDetails(2, LATER, Duration.ofMillis(80), null, DECLINED), "step"),
                operation(new OperationDetails.WaitDetails(LATER), "wait"),
                operation(
                        new OperationDetails.CallbackDetails(
                                "cb-1", LATER, Duration.ofMinutes(5), LATER, RECEIPT, null),
                        "callback"),
                operation(new OperationDetails.ChainedInvokeDetails("quote", RECEIPT, null), "chained-invoke"),
                operation(new OperationDetails.ContextDetails(true, RECEIPT, null), "context"));
    }

    private static Example<RowValues.Entry<?>> operation(OperationDetails details, String special) {
        var operation = new Operation(Examples.REF, OperationStatus.SUCCEEDED, AT, LATER, 4, 12, true, details);
        return entry(new Row.OfOperation(EXECUTION, STEP), operation, special);
    }

    private static <V> Example<RowValues.Entry<?>> entry(Row<V> row, V value) {
        return new Example<>(row.getClass().getSimpleName(), new RowValues.Entry<>(row, value));
    }

    private static <V> Example<RowValues.Entry<?>> entry(Row<V> row, V value, String special) {
        return new Example<>(row.getClass().getSimpleName() + "-" + special, new RowValues.Entry<>(row, value));
    }
}
