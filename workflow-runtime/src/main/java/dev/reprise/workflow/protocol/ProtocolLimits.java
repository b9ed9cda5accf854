package dev.reprise.workflow.protocol;

/** The protocol's limits. Sizes are bytes of UTF-8, durations are seconds. */
public final class ProtocolLimits {
    /** The result of a step or context, and the state a retried step carries over: 256 KiB. */
    public static final int RESULT_BYTES = 262_144;

    /** A failure, serialized: 256 KiB. */
    public static final int FAILURE_BYTES = 262_144;

    /** The input of a called function: 1 MiB. */
    public static final int CALL_INPUT_BYTES = 1_048_576;

    /** The result of an execution that somebody waits for: 6 MiB. */
    public static final int OUTPUT_BYTES = 6_291_456;

    /** The result of an execution that nobody waits for, and of a called one: 1 MiB. */
    public static final int ASYNC_OUTPUT_BYTES = 1_048_576;

    /** The longest wait and the longest retry delay: 366 days. */
    public static final long WAIT_SECONDS = 31_622_400;

    /** The longest timeout and heartbeat timeout of a callback. */
    public static final long CALLBACK_TIMEOUT_SECONDS = 99_999_999;

    /** How many checkpoints one batch may have. */
    public static final int BATCH_CHECKPOINTS = 256;

    private ProtocolLimits() {}
}
