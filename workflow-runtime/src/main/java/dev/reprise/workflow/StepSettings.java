package dev.reprise.workflow;

/** How a step is run: a {@link RetryPolicy} where that is all there is to say, or {@link StepOptions}. */
public sealed interface StepSettings permits RetryPolicy, StepOptions {
    /** All that is said, and defaults for the rest. */
    StepOptions options();
}
