package dev.reprise.workflow.http;

import dev.reprise.core.operation.OperationType;
import dev.reprise.workflow.http.Gathering.Waiting;
import dev.reprise.workflow.protocol.BatchJson;
import dev.reprise.workflow.protocol.CheckpointAnswer;
import dev.reprise.workflow.protocol.CheckpointRequest;
import dev.reprise.workflow.protocol.ProtocolJson;
import dev.reprise.workflow.protocol.ProtocolViolation;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends checkpoints that are made at the same time in one request. While little is under way each goes out by itself, at
 * once. Those that come meanwhile gather, and go out together as soon as something is answered, or a moment after the first
 * of them came: so the more there is to do, the more goes with one request, and nobody waits for long behind a request that
 * hangs. Has no thread: callers and answers move it on. Any thread may use it.
 */
final class CheckpointBatches {
    /** How long the first of those that gather waits for an answer to somebody else. */
    static final Duration LONGEST_GATHERING = Duration.ofMillis(2);

    /** A service that takes no batches may have been replaced by one that does. */
    private static final Duration ASK_AGAIN_AFTER = Duration.ofMinutes(10);

    /** What tells a caller to ask by himself. */
    private static final CheckpointAnswer UNDECIDED = new CheckpointAnswer(CheckpointAnswer.UNDECIDED, null, "", null);

    private final ServiceCalls calls;
    private final Duration longestGathering;
    private final LongSupplier nanos;
    private final Gathering gathering = new Gathering();
    private volatile @Nullable Long singlyUntil;

    /**
     * Batches for one service.
     *
     * @param calls the way there, as patient as a batch may be
     * @param longestGathering how long the first of those that gather waits at most
     * @param nanos a clock that never goes back, such as {@link System#nanoTime}
     */
    CheckpointBatches(ServiceCalls calls, Duration longestGathering, LongSupplier nanos) {
        this.calls = calls;
        this.longestGathering = longestGathering;
        this.nanos = nanos;
    }

    /** How many checkpoints wait to go with the next request. */
    int gathered() {
        return gathering.size();
    }

    /**
     * Asks once for a checkpoint, alone or with others.
     *
     * @param asking the way of whoever asks, as patient as he is
     * @throws IOException when there was no answer
     * @throws ProtocolViolation when the answer to it alone is something else than the protocol's
     */
    CheckpointAnswer ask(ServiceCalls asking, String arn, CheckpointRequest request)
            throws IOException, InterruptedException {
        if (!mayBeRepeated(request) || isToBeAskedSingly()) {
            return alone(asking, arn, request);
        }
        if (gathering.goesAtOnce()) {
            try {
                return alone(asking, arn, request);
            } finally {
                send(gathering.answered());
            }
        }
        var waiting = new Waiting(BatchJson.writeCheckpoint(arn, request));
        if (waiting.checkpoint().length > Gathering.MOST_BYTES) {
            return alone(asking, arn, request);
        }
        send(gathering.join(waiting));
        var answer = await(waiting, asking.patience().forAnswer());
        return answer.status() == CheckpointAnswer.UNDECIDED ? alone(asking, arn, request) : answer;
    }

    /**
     * Whether the journal recognises it when it is asked for again, as may be necessary with a batch. It does by the client
     * token, but not when the execution has ended.
     */
    private static boolean mayBeRepeated(CheckpointRequest request) {
        var updates = request.updates();
        return request.clientToken() != null
                && (updates.isEmpty() || updates.getLast().type() != OperationType.EXECUTION);
    }

    private boolean isToBeAskedSingly() {
        var until = singlyUntil;
        return until != null && nanos.getAsLong() - until < 0;
    }

    private static CheckpointAnswer alone(ServiceCalls asking, String arn, CheckpointRequest request)
            throws IOException, InterruptedException {
        var answer = asking.postOnce(asking.endpoint().checkpoint(arn), ProtocolJson.writeCheckpointRequest(request));
        return answer.statusCode() == 200
                ? CheckpointAnswer.of(ProtocolJson.readCheckpointResponse(answer.body()))
                : ServiceError.refusal(answer);
    }

    private CheckpointAnswer await(Waiting one, Duration atMost) throws IOException, InterruptedException {
        try {
            if (gathering.isFirst(one)) {
                var answer = answerWithin(one, longestGathering);
                if (answer != null) {
                    return answer;
                }
                send(gathering.goFrom(one));
            }
            var answer = answerWithin(one, atMost);
            if (answer == null) {
                throw new HttpTimeoutException("no answer to a batch of checkpoints within " + atMost);
            }
            return answer;
        } finally {
            if (!one.told().isDone()) {
                send(gathering.leave(one));
            }
        }
    }

    private static @Nullable CheckpointAnswer answerWithin(Waiting one, Duration atMost)
            throws IOException, InterruptedException {
        try {
            return one.told().get(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException notYet) {
            return null;
        } catch (ExecutionException failed) {
            throw new IOException(String.valueOf(failed.getCause()), failed.getCause());
        }
    }

    private void send(List<Waiting> batch) {
        if (batch.isEmpty()) {
            return;
        }
        var unused = answer(batch).whenComplete((answer, failure) -> {
            try {
                tell(batch, answer, failure);
            } finally {
                send(gathering.answered());
            }
        });
    }

    private CompletableFuture<HttpResponse<byte[]>> answer(List<Waiting> batch) {
        try {
            var body = BatchJson.join(batch.stream().map(Waiting::checkpoint).toList());
            return calls.postAsync(calls.endpoint().checkpoints(), body);
        } catch (RuntimeException | Error notSent) {
            return CompletableFuture.failedFuture(notSent);
        }
    }

    private void tell(List<Waiting> batch, @Nullable HttpResponse<byte[]> answer, @Nullable Throwable failure) {
        if (answer == null) {
            var cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
            batch.forEach(one -> one.told().completeExceptionally(cause == null ? new IOException() : cause));
            return;
        }
        var each = each(answer, batch.size());
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).told().complete(each.get(i));
        }
    }

    /** The answer to each checkpoint. Whoever does not understand the whole batch is asked about each by itself. */
    private List<CheckpointAnswer> each(HttpResponse<byte[]> answer, int size) {
        int status = answer.statusCode();
        if (ServiceError.isTransient(status)) {
            return Collections.nCopies(size, ServiceError.refusal(answer));
        }
        if (status == 200) {
            try {
                var answers = BatchJson.readAnswers(answer.body());
                if (answers.size() == size) {
                    return answers;
                }
            } catch (ProtocolViolation somebodyElse) {
                // not the service, whatever it is
            }
        }
        singlyUntil = nanos.getAsLong() + ASK_AGAIN_AFTER.toNanos();
        return Collections.nCopies(size, UNDECIDED);
    }
}
