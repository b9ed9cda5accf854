package dev.reprise.core.state;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.Terms;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The header of an execution: small, and read and written by nearly every record, however long the history is.
 *
 * @param id its identity
 * @param key what callers know it by
 * @param version the function version it is pinned to
 * @param terms the conditions it runs under
 * @param inputDigest a digest of its input, to recognise a repeated start
 * @param parent the chained invoke that waits for it, if any
 * @param traceParent the W3C trace context it was started in, if any
 * @param status where it stands
 * @param startedAt when it started
 * @param endedAt when it ended, present exactly when the status is closed
 * @param lane which invocation may act for it
 * @param tally what has been counted so far
 */
public record Execution(
        ExecutionId id,
        ExecutionKey key,
        String version,
        Terms terms,
        String inputDigest,
        @Nullable ParentLink parent,
        @Nullable String traceParent,
        ExecutionStatus status,
        Instant startedAt,
        @Nullable Instant endedAt,
        Lane lane,
        Tally tally) {

    /** When the execution runs out of time. */
    public Instant timeoutAt() {
        return startedAt.plus(terms.timeout());
    }

    /** This header with another lane. */
    public Execution withLane(Lane other) {
        return new Execution(
                id, key, version, terms, inputDigest, parent, traceParent, status, startedAt, endedAt, other, tally);
    }

    /** This header with another tally. */
    public Execution withTally(Tally other) {
        return new Execution(
                id, key, version, terms, inputDigest, parent, traceParent, status, startedAt, endedAt, lane, other);
    }

    /** This header, ended. */
    public Execution closed(ExecutionStatus how, Instant when) {
        return new Execution(
                id, key, version, terms, inputDigest, parent, traceParent, how, startedAt, when, lane, tally);
    }
}
