package dev.reprise.cli.chaos.history;

import org.jspecify.annotations.Nullable;

/**
 * One request of a client and what came of it. A client that tries again makes another call of the same action.
 *
 * @param action what was asked for
 * @param target whom: {@code node-2}, or {@code kafka}
 * @param execution the name of the execution it was about
 * @param item which of its signals; empty otherwise
 * @param begunMicros when it was sent, on the run's own clock
 * @param endedMicros when the client knew or gave up
 * @param outcome what the client knows
 * @param status of HTTP; 0 where there was none
 * @param seen what the answer said of the execution; absent where it said nothing
 */
public record Call(
        Action action,
        String target,
        String execution,
        String item,
        long begunMicros,
        long endedMicros,
        Outcome outcome,
        int status,
        @Nullable Seen seen) {
    /** What can be asked for. */
    public enum Action {
        START,
        SIGNAL,
        PUBLISH,
        ANSWER,
        READ,
        RESULT,
        STOP,
        /** A start that is repeated for ever: a write to one partition that changes nothing. */
        PROBE
    }

    /** What the client knows. */
    public enum Outcome {
        /** It has happened. */
        OK,
        /** It has not happened, and asking again would not help. */
        REFUSED,
        /** It may have happened. */
        UNKNOWN
    }

    /**
     * What an answer said of an execution.
     *
     * @param executionId its id
     * @param status where it stands; empty where the answer did not say
     * @param events how many history events it had; 0 where the answer did not say
     * @param result what it returned; absent while it runs
     */
    public record Seen(
            String executionId,
            String status,
            int events,
            @Nullable String result) {
        /** Whether it has ended. */
        public boolean isClosed() {
            return switch (status) {
                case "SUCCEEDED", "FAILED", "TIMED_OUT", "STOPPED" -> true;
                default -> false;
            };
        }
    }

    /** Whether it is known to have happened. */
    public boolean isOk() {
        return outcome == Outcome.OK;
    }

    /** Whether everything about this was over before the other one began. */
    public boolean isBefore(Call other) {
        return endedMicros < other.begunMicros;
    }
}
