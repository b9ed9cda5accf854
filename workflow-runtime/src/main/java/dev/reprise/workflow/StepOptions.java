package dev.reprise.workflow;

/**
 * How a step is run.
 *
 * @param retry what follows a failed attempt
 * @param atMostOncePerAttempt whether an attempt that was begun and never heard of again counts as failed. It costs a
 *     checkpoint before each attempt. Otherwise the attempt is simply made again, and its work may be done twice
 */
public record StepOptions(RetryPolicy retry, boolean atMostOncePerAttempt) implements StepSettings {
    /** {@link RetryPolicy#DEFAULT}, and attempts that a crash cut off are made again. */
    public static final StepOptions DEFAULT = new StepOptions(RetryPolicy.DEFAULT, false);

    /** With another retry policy. */
    public StepOptions retry(RetryPolicy other) {
        return new StepOptions(other, atMostOncePerAttempt);
    }

    /** With each attempt made at most once. */
    public static StepOptions atMostOnce() {
        return new StepOptions(RetryPolicy.DEFAULT, true);
    }

    @Override
    public StepOptions options() {
        return this;
    }
}
