package dev.reprise.workflow;

import java.time.Duration;

/** Lets time pass. */
@FunctionalInterface
public interface Pause {
    /** Makes the thread sleep. */
    Pause SLEEPING = Thread::sleep;

    /**
     * Returns when the time is over.
     *
     * @throws InterruptedException when the invocation is to end
     */
    void pause(Duration duration) throws InterruptedException;
}
