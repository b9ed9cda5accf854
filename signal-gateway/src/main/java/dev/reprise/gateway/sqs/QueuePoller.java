package dev.reprise.gateway.sqs;

import dev.reprise.gateway.metrics.GatewayMetrics;
import dev.reprise.gateway.signals.SignalDelivery;
import dev.reprise.streams.JournalUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Reads a queue, batch after batch. A message is deleted once the journal has judged it or it is among the dead letters; while
 * neither can be had it is left, and SQS gives it out again.
 */
final class QueuePoller implements AutoCloseable {
    static final Duration LONGEST_POLL = Duration.ofSeconds(20);

    private static final Logger LOG = LoggerFactory.getLogger(QueuePoller.class);
    private static final int BATCH = 10;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(3);

    private final String queueUrl;
    private final SqsSettings settings;
    private final SqsAsyncClient sqs;
    private final SignalDelivery delivery;
    private final GatewayMetrics metrics;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable CompletableFuture<?> receiving;

    QueuePoller(
            String queueUrl,
            SqsSettings settings,
            SqsAsyncClient sqs,
            SignalDelivery delivery,
            GatewayMetrics metrics) {
        this.queueUrl = queueUrl;
        this.settings = settings;
        this.sqs = sqs;
        this.delivery = delivery;
        this.metrics = metrics;
        thread = Thread.ofVirtual().name("poll " + queueUrl).start(this::run);
    }

    private void run() {
        var pause = FIRST_PAUSE;
        while (isOpen()) {
            try {
                boolean all = handle(received());
                pause = all ? FIRST_PAUSE : rest(pause);
            } catch (InterruptedException | CancellationException closing) {
                return;
            } catch (ExecutionException e) {
                pause = failed(e.getCause(), pause);
            } catch (RuntimeException e) { // no region or no credentials, say
                pause = failed(e, pause);
            }
        }
    }

    private Duration failed(@Nullable Throwable why, Duration pause) {
        metrics.queueFailed(queueUrl);
        LOG.warn("Expected to read {}, but: {}. Trying again in {}", queueUrl, String.valueOf(why), pause);
        return rest(pause);
    }

    private boolean isOpen() {
        return closed.getCount() > 0;
    }

    /** Waits, unless the node stops. Returns how long to wait the next time. */
    private Duration rest(Duration pause) {
        try {
            if (closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                return pause;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var next = pause.multipliedBy(2);
        return next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
    }

    private List<Message> received() throws InterruptedException, ExecutionException {
        var asked = sqs.receiveMessage(request -> request.queueUrl(queueUrl)
                .maxNumberOfMessages(BATCH)
                .waitTimeSeconds((int) LONGEST_POLL.toSeconds())
                .visibilityTimeout((int) settings.visibility().toSeconds())
                .messageSystemAttributeNames(
                        MessageSystemAttributeName.MESSAGE_GROUP_ID,
                        MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID,
                        MessageSystemAttributeName.SEQUENCE_NUMBER)
                .messageAttributeNames("All"));
        receiving = asked;
        if (!isOpen()) {
            asked.cancel(true);
        }
        return asked.get().messages();
    }

    /** Takes a batch in and deletes what is done with. Returns whether that is all of it. */
    private boolean handle(List<Message> batch) throws InterruptedException, ExecutionException {
        var lanes = new ArrayList<CompletableFuture<List<Message>>>();
        for (var lane : QueueMessages.lanes(batch)) {
            var done = new CompletableFuture<List<Message>>();
            Thread.ofVirtual().name("take from " + queueUrl).start(() -> done.complete(taken(lane)));
            lanes.add(done);
        }
        var done = new ArrayList<Message>();
        for (var lane : lanes) {
            done.addAll(lane.get());
        }
        metrics.queueMessages(queueUrl, "left", batch.size() - done.size());
        delete(done);
        return done.size() == batch.size();
    }

    /** Takes in what can be, in order: what follows one that is left is left, too. */
    private List<Message> taken(List<Message> lane) {
        var done = new ArrayList<Message>();
        for (var message : lane) {
            if (!isTaken(message)) {
                break;
            }
            done.add(message);
        }
        return done;
    }

    /** Tries for a while: mostly a partition is on its way to another node, and is back sooner than the message would be. */
    private boolean isTaken(Message message) {
        long giveUpAt = System.nanoTime() + settings.visibility().dividedBy(4).toNanos();
        var pause = FIRST_PAUSE;
        while (true) {
            try {
                delivery.take(QueueMessages.signal(queueUrl, message));
                return true;
            } catch (JournalUnavailable e) {
                if (System.nanoTime() + pause.toNanos() > giveUpAt || !isOpen()) {
                    LOG.warn("Left message {} in {}: {}", message.messageId(), queueUrl, e.getMessage());
                    return false;
                }
                pause = rest(pause);
            } catch (RuntimeException e) {
                LOG.error("Left message {} in {} for a reason nobody foresaw", message.messageId(), queueUrl, e);
                return false;
            }
        }
    }

    private void delete(List<Message> done) throws InterruptedException, ExecutionException {
        if (done.isEmpty()) {
            return;
        }
        var entries = new ArrayList<DeleteMessageBatchRequestEntry>();
        for (var message : done) {
            entries.add(DeleteMessageBatchRequestEntry.builder()
                    .id(Integer.toString(entries.size()))
                    .receiptHandle(message.receiptHandle())
                    .build());
        }
        var failed = sqs.deleteMessageBatch(
                        request -> request.queueUrl(queueUrl).entries(entries))
                .get()
                .failed();
        metrics.queueMessages(queueUrl, "deleted", done.size() - failed.size());
        for (var failure : failed) {
            // It comes back and counts once, by its id.
            LOG.warn("Expected to delete a message of {}, but: {}", queueUrl, failure.code());
        }
    }

    /** Takes no more messages, and gives those under way some time. */
    @Override
    public void close() {
        stop();
        try {
            if (!thread.join(CLOSE_WITHIN)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes no more messages. Returns at once. */
    void stop() {
        closed.countDown();
        var asked = receiving;
        if (asked != null) {
            asked.cancel(true);
        }
    }
}
