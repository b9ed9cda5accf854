package dev.reprise.gateway.lambda;

import dev.reprise.gateway.lambda.CheckpointDurableExecution.HandedOver;
import dev.reprise.gateway.security.Access;
import dev.reprise.gateway.security.Routes;
import dev.reprise.workflow.protocol.BatchJson;
import dev.reprise.workflow.protocol.BatchedCheckpoint;
import dev.reprise.workflow.protocol.EncodedAnswer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Checkpoints of many executions in one request, each judged and answered as if it came by itself. All are handed over
 * before the first is waited for. What is not decided soon is answered as undecided, so that one execution whose partition
 * is on its way to another node holds up no other: running code asks for that one again, by itself.
 */
final class CheckpointBatch implements ApiOperation {
    private static final Duration PATIENCE = Duration.ofMillis(200);

    private final CheckpointDurableExecution single;
    private final Access.Needs needs;

    CheckpointBatch(CheckpointDurableExecution single) {
        this.single = single;
        needs = (Access.Needs) Routes.access("POST", Routes.CHECKPOINTS);
    }

    @Override
    public Answer answer(ApiRequest request) {
        var items = BatchJson.read(request.body()).stream()
                .map(item -> begin(request, item))
                .toList();
        awaitAll(items);
        return Answer.ok(BatchJson.writeAnswers(
                items.stream().map(CheckpointBatch::encoded).toList()));
    }

    /** Hands one over. What may block for it does so on a thread of its own. */
    private HandedOver begin(ApiRequest batch, BatchedCheckpoint item) {
        var request = new ApiRequest(
                item.executionArn(), batch.query(), batch.headers(), batch.body(), batch.requester(), batch.gone());
        if (single.isKnown(item.executionArn()) && !item.isPoll()) {
            return handOver(request, item);
        }
        var answer = new CompletableFuture<Answer>();
        Thread.ofVirtual()
                .name("reprise-call")
                .start(() -> answer.complete(handOver(request, item).answer().get()));
        return new HandedOver(answer, answer::join);
    }

    /** Never fails: an error is an answer, too. */
    private HandedOver handOver(ApiRequest request, BatchedCheckpoint item) {
        try {
            Gatekeeper.require(request.requester(), needs, () -> single.function(item.executionArn()));
            var handedOver = single.handOver(request, item::request);
            return new HandedOver(handedOver.decided(), () -> Faults.answered(Routes.CHECKPOINTS, handedOver.answer()));
        } catch (RuntimeException | Error fault) {
            var answer = Faults.answer(Routes.CHECKPOINTS, fault);
            return new HandedOver(CompletableFuture.completedFuture(answer), () -> answer);
        }
    }

    private static void awaitAll(List<HandedOver> items) {
        var all =
                CompletableFuture.allOf(items.stream().map(HandedOver::decided).toArray(CompletableFuture[]::new));
        try {
            all.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException someAreNotRecorded) {
            // each answer says what became of it, or that this is not known
        } catch (InterruptedException shuttingDown) {
            Thread.currentThread().interrupt();
        }
    }

    private static EncodedAnswer encoded(HandedOver item) {
        if (!item.decided().isDone()) {
            return EncodedAnswer.UNDECIDED;
        }
        var answer = item.answer().get();
        return new EncodedAnswer(answer.status(), answer.headers().get("x-amzn-errortype"), answer.body());
    }
}
