package dev.reprise.testkit;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.operation.OperationStatus;
import dev.reprise.core.state.Row;
import dev.reprise.workflow.DurableException;
import dev.reprise.workflow.FunctionDefinition;
import dev.reprise.workflow.RuntimeOptions;
import dev.reprise.workflow.engine.Invocation;
import dev.reprise.workflow.protocol.CheckpointRequest;
import dev.reprise.workflow.protocol.CheckpointResponse;
import dev.reprise.workflow.protocol.InvocationEnvelope;
import dev.reprise.workflow.protocol.InvocationOutput;
import dev.reprise.workflow.protocol.StatePage;
import dev.reprise.workflow.spi.CheckpointClient;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether code does what a journal says was done: nothing more, nothing less, with the same end. */
final class ReplayChecker {
    private ReplayChecker() {}

    static <I, O> void check(
            LocalJournal journal, ExecutionId id, FunctionDefinition<I, O> function, RuntimeOptions options) {
        var header = journal.header(id).orElseThrow();
        if (journal.get(new Row.Ready(id)) != null) {
            throw new IllegalStateException("Expected an execution that waits or has ended, but it is ready to run");
        }
        var operations = journal.operations(id).stream()
                .filter(operation -> !operation.pruned())
                .toList();
        var envelope = new InvocationEnvelope(JournalClient.arn(header), "replay", operations, null, List.of());
        var still = options.time(journal.clock(), duration -> {});
        InvocationOutput output;
        try {
            output = Invocation.run(function, envelope, new NothingNew(), still);
        } catch (DurableException | NotRecorded diverged) {
            throw new AssertionError(
                    "Expected the code to repeat what is recorded, but: " + diverged.getMessage() + "\n\n" + journal,
                    diverged);
        }
        requireSameEnd(operations.getFirst(), output, journal);
    }

    private static void requireSameEnd(Operation execution, InvocationOutput output, LocalJournal journal) {
        boolean same = switch (output) {
            case InvocationOutput.Suspended ignored -> isOpenOrCutShort(execution.status());
            case InvocationOutput.Succeeded succeeded ->
                execution.status() == OperationStatus.SUCCEEDED
                        && Objects.equals(
                                succeeded.result(), execution.details().result());
            case InvocationOutput.Failed failed -> {
                var recorded = execution.details().failure();
                yield execution.status() == OperationStatus.FAILED
                        && recorded != null
                        && Objects.equals(failed.failure().type(), recorded.type())
                        && Objects.equals(failed.failure().message(), recorded.message());
            }
        };
        if (!same) {
            throw new AssertionError(
                    "Expected the code to end as it is recorded, with %s %s, but it ended with %s%n%n%s"
                            .formatted(execution.status(), execution.details(), output, journal));
        }
    }

    private static boolean isOpenOrCutShort(OperationStatus status) {
        return status == OperationStatus.STARTED
                || status == OperationStatus.STOPPED
                || status == OperationStatus.TIMED_OUT;
    }

    /** A journal that takes nothing in. */
    private static final class NothingNew implements CheckpointClient {
        @Override
        public CheckpointResponse checkpoint(String executionArn, CheckpointRequest request) {
            if (!request.updates().isEmpty()) {
                throw new NotRecorded("it did more than is recorded: " + request.updates());
            }
            return new CheckpointResponse(request.checkpointToken(), List.of(), null);
        }

        @Override
        public StatePage state(String executionArn, String checkpointToken, @Nullable String marker) {
            return new StatePage(List.of(), null);
        }
    }

    private static final class NotRecorded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotRecorded(String message) {
            super(message);
        }
    }
}
