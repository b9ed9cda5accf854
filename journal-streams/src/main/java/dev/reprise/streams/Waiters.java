package dev.reprise.streams;

import dev.reprise.core.fold.Verdict;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Submissions that wait for their verdict. A submission is told once its record is folded here and acknowledged by the
 * broker, in whichever order. The record carries a nonce, so that only the node that waits recognises it.
 */
final class Waiters {
    /** The journal record header that carries the nonce. */
    static final String NONCE_HEADER = "r";

    /** Beyond this many nothing more is taken in, whatever it is. Gateways turn starts away long before. */
    private static final int MOST = 100_000;

    private final long node = ThreadLocalRandom.current().nextLong();
    private final AtomicLong numbers = new AtomicLong();
    private final ConcurrentHashMap<Long, Waiter> waiting = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();
    private final long timeoutNanos;
    private final int most;
    private final long mostBytes;

    Waiters(Duration timeout) {
        this(timeout, MOST, Runtime.getRuntime().maxMemory() / 4);
    }

    /**
     * Bounded ones.
     *
     * @param most how many may wait
     * @param mostBytes and how many bytes of theirs
     */
    Waiters(Duration timeout, int most, long mostBytes) {
        this.timeoutNanos = timeout.toNanos();
        this.most = most;
        this.mostBytes = mostBytes;
    }

    /** Somebody who waits. */
    static final class Waiter {
        private final long number;
        private final int partition;
        private final int bytes;
        private final long deadlineNanos;
        private final CompletableFuture<Verdict> told = new CompletableFuture<>();
        private @Nullable Verdict verdict;
        private boolean acknowledged;

        private Waiter(long number, int partition, int bytes, long deadlineNanos) {
            this.number = number;
            this.partition = partition;
            this.bytes = bytes;
            this.deadlineNanos = deadlineNanos;
        }

        CompletableFuture<Verdict> told() {
            return told;
        }

        private synchronized @Nullable Verdict withVerdict(Verdict folded) {
            verdict = folded;
            return acknowledged ? folded : null;
        }

        private synchronized @Nullable Verdict withAcknowledgement() {
            acknowledged = true;
            return verdict;
        }
    }

    /**
     * Begins to wait; must come before the record is sent, because it may be folded before the send returns.
     *
     * @param size the record's, in bytes
     * @throws JournalUnavailable when so much waits that nothing more is taken in
     */
    Waiter expect(int partition, int size) {
        if (waiting.size() >= most || bytes.get() >= mostBytes) {
            throw new JournalUnavailable(
                    "Expected to take in another record, but %d with %d bytes wait for their verdicts already. Nothing was appended"
                            .formatted(waiting.size(), bytes.get()));
        }
        var waiter = new Waiter(numbers.incrementAndGet(), partition, size, System.nanoTime() + timeoutNanos);
        bytes.addAndGet(size);
        waiting.put(waiter.number, waiter);
        return waiter;
    }

    Backlog backlog() {
        return new Backlog(waiting.size(), bytes.get());
    }

    private void leave(Waiter waiter) {
        if (waiting.remove(waiter.number) != null) {
            bytes.addAndGet(-waiter.bytes);
        }
    }

    byte[] nonce(Waiter waiter) {
        return ByteBuffer.allocate(16).putLong(node).putLong(waiter.number).array();
    }

    void folded(Headers headers, Verdict verdict) {
        var waiter = find(headers);
        if (waiter != null) {
            tell(waiter, waiter.withVerdict(verdict));
        }
    }

    void acknowledged(Waiter waiter) {
        tell(waiter, waiter.withAcknowledgement());
    }

    void failed(Headers headers, RuntimeException why) {
        var waiter = find(headers);
        if (waiter != null) {
            fail(waiter, why);
        }
    }

    void fail(Waiter waiter, RuntimeException why) {
        leave(waiter);
        waiter.told.completeExceptionally(why);
    }

    /** Tells all who wait for a partition that this node does not own it any more. */
    void failPartition(int partition, RuntimeException why) {
        failAll(waiter -> waiter.partition == partition, why);
    }

    void failAll(RuntimeException why) {
        failAll(waiter -> true, why);
    }

    /** Waits until nobody waits, but not for long. */
    void drain(Duration atMost) {
        var all = waiting.values().stream().map(Waiter::told).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(all).get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException leftOver) {
            // whoever asked is told that the outcome is unknown
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells all whose time is up. */
    void failOverdue() {
        long now = System.nanoTime();
        failAll(
                waiter -> waiter.deadlineNanos - now < 0,
                new JournalUnavailable(
                        "Expected a verdict within %d s, but none came; the record may or may not have been appended. Is a broker down?"
                                .formatted(Duration.ofNanos(timeoutNanos).toSeconds())));
    }

    private void failAll(Predicate<Waiter> which, RuntimeException why) {
        for (var waiter : waiting.values()) {
            if (which.test(waiter)) {
                fail(waiter, why);
            }
        }
    }

    private @Nullable Waiter find(Headers headers) {
        var header = headers.lastHeader(NONCE_HEADER);
        if (header == null || header.value() == null || header.value().length != 16) {
            return null;
        }
        var nonce = ByteBuffer.wrap(header.value());
        return nonce.getLong() == node ? waiting.get(nonce.getLong()) : null;
    }

    private void tell(Waiter waiter, @Nullable Verdict verdict) {
        if (verdict != null) {
            leave(waiter);
            waiter.told.complete(verdict);
        }
    }
}
