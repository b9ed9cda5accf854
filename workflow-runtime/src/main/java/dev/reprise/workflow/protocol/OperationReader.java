package dev.reprise.workflow.protocol;

import dev.reprise.core.Failure;
import dev.reprise.core.OperationId;
import dev.reprise.core.Payload;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.operation.OperationDetails;
import dev.reprise.core.operation.OperationDetails.CallbackDetails;
import dev.reprise.core.operation.OperationDetails.ChainedInvokeDetails;
import dev.reprise.core.operation.OperationDetails.ContextDetails;
import dev.reprise.core.operation.OperationDetails.ExecutionDetails;
import dev.reprise.core.operation.OperationDetails.StepDetails;
import dev.reprise.core.operation.OperationDetails.WaitDetails;
import dev.reprise.core.operation.OperationRef;
import dev.reprise.core.operation.OperationStatus;
import dev.reprise.core.operation.OperationType;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One operation while it is being read: its members come in any order. */
final class OperationReader {
    private final JsonReader in;
    private final TimeFormat times;
    private @Nullable String id;
    private @Nullable String parent;
    private @Nullable String name;
    private @Nullable OperationType type;
    private @Nullable String subType;
    private @Nullable OperationStatus status;
    private @Nullable Instant startedAt;
    private @Nullable Instant endedAt;
    private @Nullable Payload input;
    private @Nullable Payload result;
    private @Nullable Failure failure;
    private @Nullable String callbackId;
    private @Nullable Instant scheduledEnd;
    private @Nullable Instant nextAttemptAt;
    private @Nullable Duration elapsed;
    private int attempt;
    private boolean replayChildren;

    private OperationReader(JsonReader in, TimeFormat times) {
        this.in = in;
        this.times = times;
    }

    /** Reads a list. The operations can be had once its shape is known to be right. */
    static List<OperationReader> readList(JsonReader in, TimeFormat times) throws IOException {
        return in.list(() -> {
            var operation = new OperationReader(in, times);
            in.object(operation::member);
            operation.requireMembers();
            return operation;
        });
    }

    /** The operations of a list, numbered by their places in it. */
    static List<Operation> operations(List<OperationReader> read) {
        var operations = new ArrayList<Operation>(read.size());
        for (int i = 0; i < read.size(); i++) {
            operations.add(read.get(i).operation(i));
        }
        return operations;
    }

    private void member(String member) throws IOException {
        switch (member) {
            case "Id" -> id = in.text(1, 64, Alphabet.WORD);
            case "ParentId" -> parent = in.text(1, 64, Alphabet.WORD);
            case "Name" -> name = in.text();
            case "Type" -> type = in.word(OperationType.class);
            case "SubType" -> subType = in.text();
            case "Status" -> status = in.word(OperationStatus.class);
            case "StartTimestamp" -> startedAt = times.read(in);
            case "EndTimestamp" -> endedAt = times.read(in);
            case "ExecutionDetails",
                    "StepDetails",
                    "WaitDetails",
                    "CallbackDetails",
                    "ChainedInvokeDetails",
                    "ContextDetails" -> in.object(this::detail);
            default -> in.skip();
        }
    }

    private void detail(String member) throws IOException {
        switch (member) {
            case "InputPayload" -> input = in.payload();
            case "Result" -> result = in.payload();
            case "Error" -> failure = FailureJson.read(in);
            case "Attempt" -> attempt = (int) in.number(0, Integer.MAX_VALUE);
            case "NextAttemptTimestamp" -> nextAttemptAt = times.read(in);
            case "ElapsedMillis" -> elapsed = Duration.ofMillis(in.number(0, Long.MAX_VALUE));
            case "ScheduledEndTimestamp" -> scheduledEnd = times.read(in);
            case "CallbackId" -> callbackId = in.text();
            case "ReplayChildren" -> replayChildren = in.flag();
            default -> in.skip();
        }
    }

    private void requireMembers() {
        in.require("id", id);
        in.require("type", type);
        in.require("status", status);
        in.require("startTimestamp", startedAt);
        if (type == OperationType.WAIT) {
            in.require("waitDetails.scheduledEndTimestamp", scheduledEnd);
        }
    }

    private Operation operation(int order) {
        var ref = new OperationRef(
                new OperationId(Objects.requireNonNull(id)),
                parent == null ? null : new OperationId(parent),
                name,
                subType);
        return new Operation(
                ref,
                Objects.requireNonNull(status),
                Objects.requireNonNull(startedAt),
                endedAt,
                order,
                0,
                false,
                details(Objects.requireNonNull(type)));
    }

    private OperationDetails details(OperationType of) {
        return switch (of) {
            case EXECUTION -> new ExecutionDetails(input, result, failure);
            case STEP -> new StepDetails(attempt, nextAttemptAt, elapsed, result, failure);
            case WAIT -> new WaitDetails(Objects.requireNonNull(scheduledEnd));
            case CALLBACK -> new CallbackDetails(callbackId, null, null, null, result, failure);
            // Which function was called is the caller's own knowledge; the protocol does not repeat it.
            case CHAINED_INVOKE -> new ChainedInvokeDetails("", result, failure);
            case CONTEXT -> new ContextDetails(replayChildren, result, failure);
        };
    }
}
