package dev.reprise.workflow.protocol;

import dev.reprise.core.Failure;
import dev.reprise.core.Payload;
import dev.reprise.core.operation.OperationUpdate;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Writes updates as running code sends them. The protocol counts time in seconds; where ours is finer it is sent rounded
 * up, and exactly in a member of our own that other services ignore.
 */
final class UpdateJson {
    private UpdateJson() {}

    static void write(JsonWriter out, OperationUpdate update) throws IOException {
        var ref = update.ref();
        out.text("Id", ref.id().value());
        out.text("ParentId", ref.parent() == null ? null : ref.parent().value());
        out.text("Name", ref.name());
        out.text("Type", update.type().name());
        out.text("SubType", ref.subType());
        switch (update) {
            case OperationUpdate.StartStep ignored -> start(out);
            case OperationUpdate.SucceedStep u -> succeed(out, u.result(), u.elapsed());
            case OperationUpdate.FailStep u -> fail(out, u.failure(), u.elapsed());
            case OperationUpdate.RetryStep u -> retry(out, u);
            case OperationUpdate.StartWait u -> {
                start(out);
                out.object("WaitOptions", o -> duration(o, u.duration(), "WaitSeconds", "WaitMillis"));
            }
            case OperationUpdate.CancelWait ignored -> out.text("Action", "CANCEL");
            case OperationUpdate.StartCallback u -> startCallback(out, u);
            case OperationUpdate.StartChainedInvoke u -> {
                start(out);
                out.payload("Payload", u.input());
                out.object("ChainedInvokeOptions", o -> {
                    o.text("FunctionName", u.target().function());
                    o.text("TenantId", u.tenant());
                });
            }
            case OperationUpdate.StartContext ignored -> start(out);
            case OperationUpdate.SucceedContext u -> {
                succeed(out, u.result(), null);
                replayChildren(out, u.replayChildren());
            }
            case OperationUpdate.FailContext u -> {
                fail(out, u.failure(), null);
                replayChildren(out, u.replayChildren());
            }
            case OperationUpdate.SucceedExecution u -> succeed(out, u.result(), null);
            case OperationUpdate.FailExecution u -> fail(out, u.failure(), null);
        }
    }

    private static void start(JsonWriter out) throws IOException {
        out.text("Action", "START");
    }

    private static void succeed(JsonWriter out, @Nullable Payload result, @Nullable Duration elapsed)
            throws IOException {
        out.text("Action", "SUCCEED");
        out.payload("Payload", result);
        elapsed(out, elapsed);
    }

    private static void fail(JsonWriter out, Failure failure, @Nullable Duration elapsed) throws IOException {
        out.text("Action", "FAIL");
        FailureJson.write(out, "Error", failure);
        elapsed(out, elapsed);
    }

    private static void retry(JsonWriter out, OperationUpdate.RetryStep update) throws IOException {
        out.text("Action", "RETRY");
        out.payload("Payload", update.state());
        FailureJson.write(out, "Error", update.failure());
        elapsed(out, update.elapsed());
        out.object(
                "StepOptions", o -> duration(o, update.delay(), "NextAttemptDelaySeconds", "NextAttemptDelayMillis"));
    }

    private static void startCallback(JsonWriter out, OperationUpdate.StartCallback update) throws IOException {
        start(out);
        var timeout = update.timeout();
        var heartbeat = update.heartbeatTimeout();
        if (timeout != null || heartbeat != null) {
            out.object("CallbackOptions", o -> {
                if (timeout != null) {
                    o.number("TimeoutSeconds", seconds(timeout));
                }
                if (heartbeat != null) {
                    o.number("HeartbeatTimeoutSeconds", seconds(heartbeat));
                }
            });
        }
    }

    private static void replayChildren(JsonWriter out, boolean replayChildren) throws IOException {
        if (replayChildren) {
            out.object("ContextOptions", o -> o.flag("ReplayChildren", true));
        }
    }

    private static void elapsed(JsonWriter out, @Nullable Duration elapsed) throws IOException {
        if (elapsed != null) {
            out.number("ElapsedMillis", elapsed.toMillis());
        }
    }

    private static void duration(JsonWriter out, Duration duration, String seconds, String millis) throws IOException {
        out.number(seconds, seconds(duration));
        if (duration.toMillis() % 1000 != 0) {
            out.number(millis, duration.toMillis());
        }
    }

    private static long seconds(Duration duration) {
        return duration.toSeconds() + (duration.getNano() > 0 ? 1 : 0);
    }
}
