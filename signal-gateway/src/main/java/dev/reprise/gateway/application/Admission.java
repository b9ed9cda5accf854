package dev.reprise.gateway.application;

import dev.reprise.core.InvalidValue;
import dev.reprise.streams.Journal;
import java.util.concurrent.atomic.LongAdder;

/**
 * Decides whether new executions are taken on. When more waits for verdicts than this node should hold, starts are turned
 * away first: what runs already goes on, and frees what it holds. A look, not a reservation: starts that look at the same
 * moment may go a little beyond the limits. Thread-safe.
 */
public final class Admission {
    private final Journal journal;
    private final int maxSubmissions;
    private final long maxBytes;
    private final LongAdder turnedAway = new LongAdder();

    /**
     * Limits what waits.
     *
     * @param maxSubmissions starts are turned away from so many submissions on that wait for verdicts
     * @param maxBytes or from so many bytes in them on
     */
    public Admission(Journal journal, int maxSubmissions, long maxBytes) {
        if (maxSubmissions < 1 || maxBytes < 1) {
            throw new InvalidValue("Expected limits of at least one submission and one byte, but found %d and %d"
                    .formatted(maxSubmissions, maxBytes));
        }
        this.journal = journal;
        this.maxSubmissions = maxSubmissions;
        this.maxBytes = maxBytes;
    }

    /** Takes on whatever comes. */
    public static Admission unlimited(Journal journal) {
        return new Admission(journal, Integer.MAX_VALUE, Long.MAX_VALUE);
    }

    /** Whether an execution may be started now. */
    boolean admits() {
        var backlog = journal.backlog();
        boolean admits = backlog.submissions() < maxSubmissions && backlog.bytes() < maxBytes;
        if (!admits) {
            turnedAway.increment();
        }
        return admits;
    }

    /** How many starts have been turned away so far. */
    public long turnedAway() {
        return turnedAway.sum();
    }
}
