package dev.reprise.workflow.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What a checkpoint was answered with, by itself or as one of a batch.
 *
 * @param status the HTTP status
 * @param errorType the error's name, or null where none is said
 * @param message the error's sentence; empty where there is none
 * @param response what running code asked for; null unless the status is 200
 */
public record CheckpointAnswer(
        int status,
        @Nullable String errorType,
        String message,
        @Nullable CheckpointResponse response) {
    /**
     * The status of a batch's checkpoint that was handed over and not decided in time. It may still be recorded; asked
     * for again by itself, with the same client token, it is recorded once.
     */
    public static final int UNDECIDED = 202;

    /** It is recorded. */
    public static CheckpointAnswer of(CheckpointResponse response) {
        return new CheckpointAnswer(200, null, "", response);
    }
}
