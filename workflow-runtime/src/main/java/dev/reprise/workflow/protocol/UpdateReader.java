package dev.reprise.workflow.protocol;

import dev.reprise.core.Failure;
import dev.reprise.core.OperationId;
import dev.reprise.core.Payload;
import dev.reprise.core.operation.InvokeTarget;
import dev.reprise.core.operation.OperationRef;
import dev.reprise.core.operation.OperationType;
import dev.reprise.core.operation.OperationUpdate;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One update while it is being read: first its members' shapes, then, for the whole request, the rules. */
final class UpdateReader {
    private final JsonReader in;
    private @Nullable String id;
    private @Nullable String parent;
    private @Nullable String name;
    private @Nullable String subType;
    private @Nullable OperationType type;
    private @Nullable Action action;
    private @Nullable Payload payload;
    private @Nullable Failure failure;
    private @Nullable Duration elapsed;
    private boolean stepOptions;
    private @Nullable Duration seconds;
    private @Nullable Duration millis;
    private @Nullable Duration timeout;
    private @Nullable Duration heartbeat;
    private @Nullable String function;
    private @Nullable String tenant;
    private boolean replayChildren;

    private UpdateReader(JsonReader in) {
        this.in = in;
    }

    /** What an update asks for. */
    enum Action {
        START,
        SUCCEED,
        FAIL,
        RETRY,
        CANCEL
    }

    /** Reads a list. The updates can be had once its shape is known to be right. */
    static List<UpdateReader> readList(JsonReader in) throws IOException {
        return in.list(() -> {
            var update = new UpdateReader(in);
            in.object(update::member);
            in.require("id", update.id);
            in.require("type", update.type);
            in.require("action", update.action);
            return update;
        });
    }

    private void member(String member) throws IOException {
        switch (member) {
            case "Id" -> id = in.text(1, 64, Alphabet.WORD);
            case "ParentId" -> parent = in.text(1, 64, Alphabet.WORD);
            case "Name" -> name = in.text(1, 256, Alphabet.PRINTABLE);
            case "Type" -> type = in.word(OperationType.class);
            case "SubType" -> subType = in.text(1, 32, Alphabet.WORD);
            case "Action" -> action = in.word(Action.class);
            case "Payload" -> payload = Payload.of(in.text(0, ProtocolLimits.OUTPUT_BYTES, null));
            case "Error" -> failure = FailureJson.read(in);
            case "ElapsedMillis" -> elapsed = Duration.ofMillis(in.number(0, Long.MAX_VALUE));
            case "StepOptions" -> {
                stepOptions = true;
                in.object(this::option);
            }
            case "WaitOptions", "CallbackOptions", "ChainedInvokeOptions", "ContextOptions" -> in.object(this::option);
            default -> in.skip();
        }
    }

    private void option(String member) throws IOException {
        switch (member) {
            case "NextAttemptDelaySeconds", "WaitSeconds" ->
                seconds = Duration.ofSeconds(in.number(1, ProtocolLimits.WAIT_SECONDS));
            case "NextAttemptDelayMillis", "WaitMillis" ->
                millis = Duration.ofMillis(in.number(1, ProtocolLimits.WAIT_SECONDS * 1000));
            case "TimeoutSeconds" -> timeout = timeout();
            case "HeartbeatTimeoutSeconds" -> heartbeat = timeout();
            case "FunctionName" -> function = in.text(1, 256, null);
            case "TenantId" -> tenant = in.text(1, 256, null);
            case "ReplayChildren" -> replayChildren = in.flag();
            default -> in.skip();
        }
    }

    private @Nullable Duration timeout() throws IOException {
        long timeoutSeconds = in.number(0, ProtocolLimits.CALLBACK_TIMEOUT_SECONDS);
        return timeoutSeconds == 0 ? null : Duration.ofSeconds(timeoutSeconds);
    }

    /**
     * The update.
     *
     * @throws ProtocolViolation when its members may not go together
     */
    OperationUpdate update(Function<String, InvokeTarget> resolver) {
        var asked = Objects.requireNonNull(action);
        requireAllowed(asked);
        return switch (Objects.requireNonNull(type)) {
            case STEP -> step(asked);
            case WAIT ->
                switch (asked) {
                    case START -> new OperationUpdate.StartWait(ref(), waitDuration());
                    case CANCEL -> new OperationUpdate.CancelWait(ref());
                    case SUCCEED, FAIL, RETRY -> throw UpdateRules.invalidAction();
                };
            case CALLBACK -> {
                UpdateRules.requireStart(asked);
                yield new OperationUpdate.StartCallback(ref(), null, timeout, heartbeat);
            }
            case CHAINED_INVOKE -> {
                UpdateRules.requireStart(asked);
                UpdateRules.requireCallInput(payload);
                var target = resolver.apply(UpdateRules.requireFunction(function));
                yield new OperationUpdate.StartChainedInvoke(ref(), target, payload, tenant);
            }
            case CONTEXT -> context(asked);
            case EXECUTION ->
                switch (asked) {
                    case SUCCEED -> new OperationUpdate.SucceedExecution(ref(), payload);
                    case FAIL -> new OperationUpdate.FailExecution(ref(), orUnknown());
                    case START, RETRY, CANCEL -> throw UpdateRules.invalidAction();
                };
        };
    }

    private void requireAllowed(Action asked) {
        UpdateRules.requireOutcome(asked, payload, failure);
        UpdateRules.requireStepOptions(stepOptions, type == OperationType.STEP && asked == Action.RETRY);
    }

    private OperationUpdate step(Action asked) {
        UpdateRules.requireResult("STEP", payload);
        return switch (asked) {
            case START -> new OperationUpdate.StartStep(ref());
            case SUCCEED -> new OperationUpdate.SucceedStep(ref(), payload, elapsed);
            case FAIL -> new OperationUpdate.FailStep(ref(), orUnknown(), elapsed);
            case RETRY ->
                new OperationUpdate.RetryStep(
                        ref(), UpdateRules.requireDelay(seconds, millis), payload, failure, elapsed);
            case CANCEL -> throw UpdateRules.invalidAction();
        };
    }

    private OperationUpdate context(Action asked) {
        UpdateRules.requireResult("CONTEXT", payload);
        return switch (asked) {
            case START -> new OperationUpdate.StartContext(ref());
            case SUCCEED -> new OperationUpdate.SucceedContext(ref(), payload, replayChildren);
            case FAIL -> new OperationUpdate.FailContext(ref(), orUnknown(), replayChildren);
            case RETRY, CANCEL -> throw UpdateRules.invalidAction();
        };
    }

    private Duration waitDuration() {
        return UpdateRules.requireWait(seconds, millis);
    }

    private OperationRef ref() {
        return new OperationRef(
                new OperationId(Objects.requireNonNull(id)),
                parent == null ? null : new OperationId(parent),
                name,
                subType);
    }

    /** A failure may say nothing, and then it is left out. */
    private Failure orUnknown() {
        return Objects.requireNonNullElse(failure, Failure.UNKNOWN);
    }
}
