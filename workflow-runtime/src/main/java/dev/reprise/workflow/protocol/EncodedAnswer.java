package dev.reprise.workflow.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What one checkpoint of a batch is answered with, on its way out: what the answer to it alone would be.
 *
 * @param status the HTTP status; {@link CheckpointAnswer#UNDECIDED} when there is no answer yet
 * @param errorType the error's name, or null for none
 * @param body a JSON object, or nothing
 */
@SuppressWarnings("ArrayRecordComponent") // on its way out, never compared
public record EncodedAnswer(int status, @Nullable String errorType, byte[] body) {
    /** It was handed over, and nobody knows yet what becomes of it. */
    public static final EncodedAnswer UNDECIDED = new EncodedAnswer(CheckpointAnswer.UNDECIDED, null, new byte[0]);
}
