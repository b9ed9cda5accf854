package dev.reprise.workflow;

/** The body of a step that returns nothing. */
@FunctionalInterface
public interface StepAction {
    /**
     * Does the work.
     *
     * @throws Exception when the attempt has failed
     */
    void run() throws Exception;
}
