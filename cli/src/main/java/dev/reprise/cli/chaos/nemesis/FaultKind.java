package dev.reprise.cli.chaos.nemesis;

import java.util.Locale;

/** What can be broken. Faults of one lane follow each other; those of different lanes may meet. */
public enum FaultKind {
    /** SIGKILL, and started again. */
    KILL_BROKER(Lane.BROKER, 1, 6),
    /** SIGSTOP for longer than its session, then SIGCONT. */
    FREEZE_BROKER(Lane.BROKER, 8, 12),
    /** SIGTERM, and started again: it hands over what it leads. */
    RESTART_BROKER(Lane.BROKER, 0, 1),

    /** SIGKILL, and started again. */
    KILL_NODE(Lane.NODE, 0, 6),
    /** SIGSTOP for longer than its session, then SIGCONT: it does not know that others have taken over. */
    FREEZE_NODE(Lane.NODE, 10, 14),
    /** SIGTERM, and started again: a planned hand-over. */
    RESTART_NODE(Lane.NODE, 0, 1),
    /** All its connections to all brokers are closed, and new ones too. */
    CUT_NODE_FROM_KAFKA(Lane.NODE, 2, 12),
    /** Nothing passes between it and all brokers, and nobody is told. */
    SILENCE_NODE_FROM_KAFKA(Lane.NODE, 9, 13),
    /** What passes between it and all brokers is late by a fraction of a second. */
    SLOW_NODE_TO_KAFKA(Lane.NODE, 5, 12),
    /** Nothing passes between it and one broker, and nobody is told. */
    SILENCE_LINK_TO_BROKER(Lane.NODE, 5, 12),

    /** SIGKILL, and started again. */
    KILL_HOST(Lane.HOST, 0, 4),
    /** SIGSTOP, then SIGCONT: its invocations were given up meanwhile. */
    FREEZE_HOST(Lane.HOST, 8, 12),
    /** All connections from nodes to it are closed, and new ones too. */
    CUT_HOST(Lane.HOST, 1, 5),
    /** Nothing passes between nodes and it, and nobody is told. */
    SILENCE_HOST(Lane.HOST, 4, 12);

    /** Of each lane one thing is broken at a time. */
    public enum Lane {
        BROKER,
        NODE,
        HOST
    }

    private final Lane lane;
    private final int leastSeconds;
    private final int mostSeconds;

    FaultKind(Lane lane, int leastSeconds, int mostSeconds) {
        this.lane = lane;
        this.leastSeconds = leastSeconds;
        this.mostSeconds = mostSeconds;
    }

    /** As it is written on a command line. */
    public String option() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it can keep clients from writing to the journal; a host that is away keeps nobody. */
    public boolean touchesTheJournal() {
        return lane != Lane.HOST;
    }

    Lane lane() {
        return lane;
    }

    int leastSeconds() {
        return leastSeconds;
    }

    int mostSeconds() {
        return mostSeconds;
    }
}
