package dev.reprise.cli.chaos.history;

/** What an execution of a chaos run does; each kind is a function of that name. */
public enum Kind {
    /** Steps of which some fail at first, some of them at most once per attempt. */
    STEPS("chaos-steps"),
    /** Waits, short ones in place and longer ones asleep, with a step behind each. */
    TIMERS("chaos-timers"),
    /** Waits for signals, and for one that may be late. */
    SIGNALS("chaos-signals"),
    /** Asks somebody outside, and waits for the answer. */
    CALLBACKS("chaos-callbacks"),
    /** Calls two other functions. */
    CALLS("chaos-calls"),
    /** The official JavaScript SDK: branches side by side, retries, a wait, a callback. */
    JAVASCRIPT("chaos-javascript"),
    /** Waits for a signal that never comes, and is stopped. */
    STOPPED("chaos-stopped");

    private final String function;

    Kind(String function) {
        this.function = function;
    }

    /** The function that does it. */
    public String function() {
        return function;
    }
}
