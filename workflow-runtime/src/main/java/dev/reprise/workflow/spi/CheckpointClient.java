package dev.reprise.workflow.spi;

import dev.reprise.workflow.protocol.CheckpointRequest;
import dev.reprise.workflow.protocol.CheckpointResponse;
import dev.reprise.workflow.protocol.StatePage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The way to the journal. Both methods block, retry by themselves what is worth retrying, and give up in bounded time.
 * Used by many threads at once.
 */
public interface CheckpointClient {
    /**
     * Records updates, all or none, and brings news.
     *
     * @param executionArn which execution
     * @throws StaleCheckpointToken when the invocation has been superseded
     * @throws CheckpointRejected when the updates can never be recorded
     * @throws CheckpointUnavailable when it is not known whether they are, or nobody answers
     */
    CheckpointResponse checkpoint(String executionArn, CheckpointRequest request);

    /**
     * Reads a page of the operations recorded so far.
     *
     * @param executionArn which execution
     * @param checkpointToken the invocation's newest token
     * @param marker where the page begins, absent for the first
     * @throws StaleCheckpointToken when the invocation has been superseded
     * @throws CheckpointRejected when there is no such page
     * @throws CheckpointUnavailable when nobody answers
     */
    StatePage state(String executionArn, String checkpointToken, @Nullable String marker);

    /**
     * The same way for somebody who must have an answer by a moment, because his process is stopped then: what is worth
     * retrying is tried for as long as there is time.
     *
     * @param giveUpAt when nobody waits any more
     */
    default CheckpointClient until(Instant giveUpAt) {
        return this;
    }
}
