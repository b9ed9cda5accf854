package dev.reprise.cli.chaos.functions;

import dev.reprise.workflow.DurableContext;
import dev.reprise.workflow.RetryPolicy;
import dev.reprise.workflow.StepContext;
import dev.reprise.workflow.StepException;
import dev.reprise.workflow.StepOptions;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Steps that the world knows of. */
final class Steps {
    /** More than ever fail on purpose: what a crash cuts off of a step that is tried at most once counts too. */
    private static final RetryPolicy RETRY =
            RetryPolicy.exponential(40, Duration.ofMillis(200)).cap(Duration.ofSeconds(2));

    /** Work takes a while, so that crashes come in the middle of it. */
    private static final int MOST_WORK_MILLIS = 400;

    private final World world;

    Steps(World world) {
        this.world = world;
    }

    /** An attempt that fails because it was told to. */
    static final class OnPurpose extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OnPurpose(int attempt) {
            super("Attempt " + attempt + " fails on purpose");
        }
    }

    /**
     * Runs a step.
     *
     * @param failures how many of its attempts fail
     * @param atMostOnce whether an attempt that was cut off is not made again
     */
    StepDone run(DurableContext dc, String name, int failures, boolean atMostOnce) {
        var options = new StepOptions(RETRY, atMostOnce);
        try {
            return dc.step(name, StepDone.class, () -> body(dc.executionId(), failures, atMostOnce), options);
        } catch (StepException allCutOff) {
            return new StepDone(name, 0, null);
        }
    }

    private StepDone body(String execution, int failures, boolean atMostOnce) throws InterruptedException {
        var step = StepContext.current();
        var run = world.begins(execution, atMostOnce);
        Thread.sleep(ThreadLocalRandom.current().nextInt(MOST_WORK_MILLIS));
        if (step.attempt() <= failures) {
            throw new OnPurpose(step.attempt());
        }
        return new StepDone(step.name(), step.attempt(), run);
    }
}
