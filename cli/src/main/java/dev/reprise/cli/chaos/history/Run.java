package dev.reprise.cli.chaos.history;

/**
 * A body of a step that began to run, noted by the world outside the cluster before the body did anything else.
 *
 * @param execution the id of the execution, or whatever else its code knows itself by
 * @param step the step's name
 * @param key its idempotency key
 * @param attempt which attempt, from 1
 * @param run made up by this body: no other has it
 * @param atMostOnce whether its attempts may be made at most once
 * @param host the process that ran it
 * @param micros when, on the run's own clock
 */
public record Run(
        String execution,
        String step,
        String key,
        int attempt,
        String run,
        boolean atMostOnce,
        String host,
        long micros) {}
