package dev.reprise.workflow.http;

import dev.reprise.workflow.protocol.CheckpointAnswer;
import dev.reprise.workflow.protocol.ProtocolLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many requests are under way, and which checkpoints wait to share the next one. Sends nothing: whoever calls is given
 * the batch that is to go now, often an empty one, and says when it is answered. Thread-safe.
 */
final class Gathering {
    /** Requests that may be under way before others gather: two, so that service and callers work at the same time. */
    private static final int AT_ONCE = 2;

    /** The largest batch: below what proxies let through unless told otherwise, which is 1 MB with some. */
    static final int MOST_BYTES = 512 << 10;

    private final ReentrantLock lock = new ReentrantLock();
    private List<Waiting> waiting = new ArrayList<>();
    private int bytes;
    private int underWay;

    /**
     * A checkpoint that waits for its answer.
     *
     * @param checkpoint as it stands in a batch
     * @param told completed with the answer
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Waiting(byte[] checkpoint, CompletableFuture<CheckpointAnswer> told) {
        Waiting(byte[] checkpoint) {
            this(checkpoint, new CompletableFuture<>());
        }
    }

    /** Lets a request go if little is under way. If so, it must be {@link #answered}. */
    boolean goesAtOnce() {
        lock.lock();
        try {
            if (underWay >= AT_ONCE) {
                return false;
            }
            underWay++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Has a checkpoint wait for the next batch. */
    List<Waiting> join(Waiting one) {
        lock.lock();
        try {
            boolean fits =
                    waiting.size() < ProtocolLimits.BATCH_CHECKPOINTS && bytes + one.checkpoint().length <= MOST_BYTES;
            var full = fits ? List.<Waiting>of() : take();
            waiting.add(one);
            bytes += one.checkpoint().length;
            return full.isEmpty() && underWay < AT_ONCE ? take() : full;
        } finally {
            lock.unlock();
        }
    }

    /** Whether a checkpoint waits and is the first: then it is up to its caller that those that wait get on. */
    boolean isFirst(Waiting one) {
        lock.lock();
        try {
            return !waiting.isEmpty() && waiting.getFirst() == one;
        } finally {
            lock.unlock();
        }
    }

    /** Has all that wait go now, if this one is the first of them. */
    List<Waiting> goFrom(Waiting first) {
        lock.lock();
        try {
            return isFirst(first) ? take() : List.of();
        } finally {
            lock.unlock();
        }
    }

    /** Has a checkpoint wait no more, whose caller has given up. If it was the first, the others go now. */
    List<Waiting> leave(Waiting one) {
        lock.lock();
        try {
            boolean first = isFirst(one);
            if (waiting.remove(one)) {
                bytes -= one.checkpoint().length;
            }
            return first ? take() : List.of();
        } finally {
            lock.unlock();
        }
    }

    /** A request is under way no more. */
    List<Waiting> answered() {
        lock.lock();
        try {
            underWay--;
            return underWay < AT_ONCE ? take() : List.of();
        } finally {
            lock.unlock();
        }
    }

    /** How many wait. */
    int size() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    private List<Waiting> take() {
        if (waiting.isEmpty()) {
            return List.of();
        }
        var batch = waiting;
        waiting = new ArrayList<>();
        bytes = 0;
        underWay++;
        return batch;
    }
}
