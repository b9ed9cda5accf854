package dev.reprise.schemas.codec;

import dev.reprise.core.fold.Verdict;
import dev.reprise.core.operation.OperationStatus;
import dev.reprise.core.state.ExecutionStatus;
import dev.reprise.core.state.Lane;
import dev.reprise.core.state.TimerKind;
import dev.reprise.schemas.avro.peer.RefusalReason;
import dev.reprise.schemas.avro.store.StoredInvocation;

/** Enumerations. A symbol that this release does not know is an error, never a guess. */
final class Symbols {
    private Symbols() {}

    static dev.reprise.schemas.avro.common.OperationStatus toAvro(OperationStatus symbol) {
        return switch (symbol) {
            case STARTED -> dev.reprise.schemas.avro.common.OperationStatus.STARTED;
            case PENDING -> dev.reprise.schemas.avro.common.OperationStatus.PENDING;
            case READY -> dev.reprise.schemas.avro.common.OperationStatus.READY;
            case SUCCEEDED -> dev.reprise.schemas.avro.common.OperationStatus.SUCCEEDED;
            case FAILED -> dev.reprise.schemas.avro.common.OperationStatus.FAILED;
            case CANCELLED -> dev.reprise.schemas.avro.common.OperationStatus.CANCELLED;
            case TIMED_OUT -> dev.reprise.schemas.avro.common.OperationStatus.TIMED_OUT;
            case STOPPED -> dev.reprise.schemas.avro.common.OperationStatus.STOPPED;
        };
    }

    static OperationStatus fromAvro(dev.reprise.schemas.avro.common.OperationStatus symbol) {
        return switch (symbol) {
            case STARTED -> OperationStatus.STARTED;
            case PENDING -> OperationStatus.PENDING;
            case READY -> OperationStatus.READY;
            case SUCCEEDED -> OperationStatus.SUCCEEDED;
            case FAILED -> OperationStatus.FAILED;
            case CANCELLED -> OperationStatus.CANCELLED;
            case TIMED_OUT -> OperationStatus.TIMED_OUT;
            case STOPPED -> OperationStatus.STOPPED;
            case UNKNOWN -> throw unknown(symbol);
        };
    }

    static dev.reprise.schemas.avro.common.ExecutionStatus toAvro(ExecutionStatus symbol) {
        return switch (symbol) {
            case RUNNING -> dev.reprise.schemas.avro.common.ExecutionStatus.RUNNING;
            case SUCCEEDED -> dev.reprise.schemas.avro.common.ExecutionStatus.SUCCEEDED;
            case FAILED -> dev.reprise.schemas.avro.common.ExecutionStatus.FAILED;
            case TIMED_OUT -> dev.reprise.schemas.avro.common.ExecutionStatus.TIMED_OUT;
            case STOPPED -> dev.reprise.schemas.avro.common.ExecutionStatus.STOPPED;
            case PAUSING -> dev.reprise.schemas.avro.common.ExecutionStatus.PAUSING;
            case PAUSED -> dev.reprise.schemas.avro.common.ExecutionStatus.PAUSED;
            case DELETING -> dev.reprise.schemas.avro.common.ExecutionStatus.DELETING;
        };
    }

    static ExecutionStatus fromAvro(dev.reprise.schemas.avro.common.ExecutionStatus symbol) {
        return switch (symbol) {
            case RUNNING -> ExecutionStatus.RUNNING;
            case SUCCEEDED -> ExecutionStatus.SUCCEEDED;
            case FAILED -> ExecutionStatus.FAILED;
            case TIMED_OUT -> ExecutionStatus.TIMED_OUT;
            case STOPPED -> ExecutionStatus.STOPPED;
            case PAUSING -> ExecutionStatus.PAUSING;
            case PAUSED -> ExecutionStatus.PAUSED;
            case DELETING -> ExecutionStatus.DELETING;
            case UNKNOWN -> throw unknown(symbol);
        };
    }

    static dev.reprise.schemas.avro.journal.TimerKind toAvro(TimerKind symbol) {
        return switch (symbol) {
            case WAIT -> dev.reprise.schemas.avro.journal.TimerKind.WAIT;
            case STEP_RETRY -> dev.reprise.schemas.avro.journal.TimerKind.STEP_RETRY;
            case CALLBACK_TIMEOUT -> dev.reprise.schemas.avro.journal.TimerKind.CALLBACK_TIMEOUT;
            case CALLBACK_HEARTBEAT -> dev.reprise.schemas.avro.journal.TimerKind.CALLBACK_HEARTBEAT;
            case INVOCATION_RETRY -> dev.reprise.schemas.avro.journal.TimerKind.INVOCATION_RETRY;
            case EXECUTION_TIMEOUT -> dev.reprise.schemas.avro.journal.TimerKind.EXECUTION_TIMEOUT;
            case PURGE -> dev.reprise.schemas.avro.journal.TimerKind.PURGE;
        };
    }

    static TimerKind fromAvro(dev.reprise.schemas.avro.journal.TimerKind symbol) {
        return switch (symbol) {
            case WAIT -> TimerKind.WAIT;
            case STEP_RETRY -> TimerKind.STEP_RETRY;
            case CALLBACK_TIMEOUT -> TimerKind.CALLBACK_TIMEOUT;
            case CALLBACK_HEARTBEAT -> TimerKind.CALLBACK_HEARTBEAT;
            case INVOCATION_RETRY -> TimerKind.INVOCATION_RETRY;
            case EXECUTION_TIMEOUT -> TimerKind.EXECUTION_TIMEOUT;
            case PURGE -> TimerKind.PURGE;
            case UNKNOWN -> throw unknown(symbol);
        };
    }

    static StoredInvocation toAvro(Lane.Invocation symbol) {
        return switch (symbol) {
            case IDLE -> StoredInvocation.IDLE;
            case READY -> StoredInvocation.READY;
            case BACKING_OFF -> StoredInvocation.BACKING_OFF;
        };
    }

    static Lane.Invocation fromAvro(StoredInvocation symbol) {
        return switch (symbol) {
            case IDLE -> Lane.Invocation.IDLE;
            case READY -> Lane.Invocation.READY;
            case BACKING_OFF -> Lane.Invocation.BACKING_OFF;
            case UNKNOWN -> throw unknown(symbol);
        };
    }

    static RefusalReason toAvro(Verdict.SignalRefused.Reason symbol) {
        return switch (symbol) {
            case UNKNOWN_EXECUTION -> RefusalReason.UNKNOWN_EXECUTION;
            case EXECUTION_FINISHED -> RefusalReason.EXECUTION_FINISHED;
            case BUFFER_FULL -> RefusalReason.BUFFER_FULL;
            case EXECUTION_QUARANTINED -> RefusalReason.EXECUTION_QUARANTINED;
        };
    }

    static Verdict.SignalRefused.Reason fromAvro(RefusalReason symbol) {
        return switch (symbol) {
            case UNKNOWN_EXECUTION -> Verdict.SignalRefused.Reason.UNKNOWN_EXECUTION;
            case EXECUTION_FINISHED -> Verdict.SignalRefused.Reason.EXECUTION_FINISHED;
            case BUFFER_FULL -> Verdict.SignalRefused.Reason.BUFFER_FULL;
            case EXECUTION_QUARANTINED -> Verdict.SignalRefused.Reason.EXECUTION_QUARANTINED;
            case UNKNOWN -> throw unknown(symbol);
        };
    }

    private static IllegalArgumentException unknown(Enum<?> symbol) {
        return new IllegalArgumentException("a %s that this release does not know"
                .formatted(symbol.getDeclaringClass().getSimpleName()));
    }
}
