package dev.reprise.cli.audit;

import java.time.Instant;

/**
 * One line of a timeline.
 *
 * @param at when
 * @param event what happened, such as {@code StepSucceeded}
 * @param name the code's name for the operation; empty for none
 * @param attempt which attempt; empty for none
 * @param took how long it took or will take; empty for none
 * @param content the payload or failure, shortened to one line; empty for none
 */
public record TimelineEntry(Instant at, String event, String name, String attempt, String took, String content) {
    /** A line about something outside the history, such as a kill. */
    public static TimelineEntry mark(Instant at, String text) {
        return new TimelineEntry(at, text, "", "", "", "");
    }

    boolean isMark() {
        return name.isEmpty() && event.startsWith("--");
    }
}
