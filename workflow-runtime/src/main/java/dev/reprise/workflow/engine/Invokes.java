package dev.reprise.workflow.engine;

import dev.reprise.core.Failure;
import dev.reprise.core.InvalidValue;
import dev.reprise.core.Payload;
import dev.reprise.core.operation.InvokeTarget;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.operation.OperationDetails.ChainedInvokeDetails;
import dev.reprise.core.operation.OperationRef;
import dev.reprise.core.operation.OperationStatus;
import dev.reprise.core.operation.OperationType;
import dev.reprise.core.operation.OperationUpdate;
import dev.reprise.workflow.InputTooLarge;
import dev.reprise.workflow.InvokeException;
import dev.reprise.workflow.InvokeOptions;
import dev.reprise.workflow.TypeRef;
import dev.reprise.workflow.protocol.ProtocolLimits;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Calls of other functions. Each is recorded with one checkpoint when it begins; its end comes from outside. */
final class Invokes {
    private static final String SUBTYPE = "ChainedInvoke";
    private static final int LONGEST_FUNCTION = 256;
    /** A bare name, or an ARN that ends with one. */
    private static final Pattern UNQUALIFIED =
            Pattern.compile("(?:(?:arn:[^:]+:lambda:[^:]*:)?\\d{12}:function:)?[A-Za-z0-9_-]+");

    private final Course course;
    private final Progress progress;
    private final Values values;

    Invokes(Course course, Progress progress, Values values) {
        this.course = course;
        this.progress = progress;
        this.values = values;
    }

    <T> T run(String name, String function, TypeRef<T> type, @Nullable Object input, InvokeOptions options) {
        if (function.isEmpty() || function.length() > LONGEST_FUNCTION) {
            throw course.crash(
                    new InvalidValue("Expected call '%s' to name a function with 1 to %d characters, but found '%s'"
                            .formatted(name, LONGEST_FUNCTION, function)));
        }
        var ref = progress.next(name, SUBTYPE);
        // Written before the call is reached: code that catches the error and goes on must find its way again.
        var written = progress.isRecorded(ref.id()) ? null : write(function, input);
        var recorded = progress.reach(ref, OperationType.CHAINED_INVOKE);
        var ended = progress.ended(recorded != null ? recorded : start(ref, qualified(function), written, options));
        var details = (ChainedInvokeDetails) ended.details();
        if (ended.status() != OperationStatus.SUCCEEDED) {
            throw new InvokeException(
                    name, function, ended.status(), Objects.requireNonNullElse(details.failure(), Failure.UNKNOWN));
        }
        return values.read(details.result(), type.type());
    }

    private @Nullable Payload write(String function, @Nullable Object input) {
        var payload = values.write(input);
        if (payload != null && payload.size() > ProtocolLimits.CALL_INPUT_BYTES) {
            throw new InputTooLarge(function, payload.size(), ProtocolLimits.CALL_INPUT_BYTES);
        }
        return payload;
    }

    private Operation start(OperationRef ref, String function, @Nullable Payload input, InvokeOptions options) {
        return progress.checkpoint(
                new OperationUpdate.StartChainedInvoke(ref, unresolved(function), input, options.tenant()));
    }

    /** Running code knows only a name: whoever takes the checkpoint in finds out what that stands for. */
    private static InvokeTarget unresolved(String function) {
        return new InvokeTarget.Unresolvable(
                function,
                Failure.of(
                        "ResourceNotFoundException",
                        "Expected the service to find out what function '%s' is, but it did not".formatted(function)));
    }

    /** The protocol refuses a durable function without a qualifier, and to a plain one this one does no harm. */
    private static String qualified(String function) {
        return UNQUALIFIED.matcher(function).matches() ? function + ":$LATEST" : function;
    }
}
