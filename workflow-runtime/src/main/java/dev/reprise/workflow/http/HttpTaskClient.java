package dev.reprise.workflow.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import dev.reprise.core.Failure;
import dev.reprise.workflow.protocol.InvocationOutput;
import dev.reprise.workflow.protocol.ProtocolJson;
import dev.reprise.workflow.protocol.ProtocolViolation;
import dev.reprise.workflow.spi.CheckpointUnavailable;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes invocations that wait on a function's topic of tasks, and says how they ended. Tries again what fails in passing,
 * as {@link HttpCheckpointClient} does. Any thread may use it.
 */
public final class HttpTaskClient {
    private static final JsonFactory JSON = JsonFactory.builder().build();
    private static final String LEASE = "Reprise-Lease";

    /** What the service says of a task that nobody can take any more, now or later: asking again changes nothing. */
    private static final Set<Integer> FOR_GOOD = Set.of(400, 404, 409, 410);

    private final ServiceCalls calls;

    HttpTaskClient(ServiceCalls calls) {
        this.calls = calls;
    }

    /** The same for somebody who must have an answer by a moment. */
    public HttpTaskClient until(Instant giveUpAt) {
        return new HttpTaskClient(calls.until(giveUpAt));
    }

    /**
     * Takes an invocation.
     *
     * @param task the value of the topic's record
     * @return null when there is nothing to do: it was taken before, or is over, or is no task at all
     * @throws CheckpointUnavailable when it may or may not have been taken; then nobody runs it, and another one follows
     */
    public @Nullable TakenTask take(byte[] task) {
        var execution = executionId(task);
        if (execution == null) {
            return null;
        }
        var answer = calls.post(calls.endpoint().task(execution, "take"), task);
        if (answer.statusCode() == 200) {
            return taken(execution, answer);
        }
        requireForGood("give out a task", answer);
        return null;
    }

    private TakenTask taken(String execution, HttpResponse<byte[]> answer) {
        var headers = answer.headers();
        var lease = headers.firstValue(LEASE);
        if (lease.isEmpty()) {
            throw unexpected("give out a task with a lease", answer);
        }
        try {
            return new TakenTask(
                    execution,
                    ProtocolJson.readEnvelope(answer.body()),
                    lease.get(),
                    headers.firstValue("Lambda-Runtime-Aws-Request-Id").orElse(""),
                    headers.firstValue("traceparent").orElse(null));
        } catch (ProtocolViolation unreadable) {
            throw unexpected("give out a task", answer);
        }
    }

    /**
     * Says what the function answered. That the invocation was superseded meanwhile is no error.
     *
     * @throws CheckpointUnavailable when it may not have been heard; then the invocation is given up after its time
     */
    public void ended(TakenTask task, InvocationOutput output) {
        end(task, ProtocolJson.writeOutput(output), LEASE, task.lease());
    }

    /**
     * Says that the invocation failed, so that it is made again after a pause.
     *
     * @throws CheckpointUnavailable when it may not have been heard; then the invocation is given up after its time
     */
    public void failed(TakenTask task, Failure failure) {
        end(task, ProtocolJson.writeFunctionError(failure), LEASE, task.lease(), "X-Amz-Function-Error", "Unhandled");
    }

    private void end(TakenTask task, byte[] body, String... headers) {
        var answer = calls.post(calls.endpoint().task(task.executionId(), "end"), body, headers);
        if (answer.statusCode() != 204) {
            requireForGood("hear how a task ended", answer);
        }
    }

    /** Behind a wrong address anybody may say such a thing; the service says it as a problem (RFC 9457). */
    private void requireForGood(String what, HttpResponse<byte[]> answer) {
        boolean ours = answer.headers()
                .firstValue("content-type")
                .filter(type -> type.startsWith("application/problem+json"))
                .isPresent();
        if (!ours || !FOR_GOOD.contains(answer.statusCode())) {
            throw unexpected(what, answer);
        }
    }

    private CheckpointUnavailable unexpected(String what, HttpResponse<byte[]> answer) {
        return new CheckpointUnavailable(
                "Expected the service at %s to %s, but it answered %d"
                        .formatted(calls.endpoint().base(), what, answer.statusCode()),
                null);
    }

    private static @Nullable String executionId(byte[] task) {
        try (var json = JSON.createParser(task)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                var value = json.nextToken();
                if (name.equals("executionId") && value == JsonToken.VALUE_STRING) {
                    return json.getText();
                }
                json.skipChildren();
            }
        } catch (IOException garbage) {
            return null;
        }
        return null;
    }
}
