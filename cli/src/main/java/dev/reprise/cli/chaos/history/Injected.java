package dev.reprise.cli.chaos.history;

/**
 * A fault that was.
 *
 * @param kind its name, such as {@code KILL_NODE}
 * @param target whom it hit
 * @param begunMicros when, on the run's own clock
 * @param healedMicros when it was over: continued, connected again, or told to start
 * @param readyMicros when its victim served again
 */
public record Injected(String kind, String target, long begunMicros, long healedMicros, long readyMicros) {}
