package dev.reprise.cli.demo;

import dev.reprise.cli.audit.Narrator;
import dev.reprise.cli.audit.TimelineEntry;
import dev.reprise.core.history.HistoryEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The gap in the middle of the story.
 *
 * @param kill how it began
 * @param pid the process that took over
 * @param at when that one was started
 */
record Resumption(Kill kill, long pid, Instant at) {
    /** The history with the gap marked where it was. */
    List<TimelineEntry> mark(List<HistoryEvent> history) {
        var narrator = new Narrator();
        var entries = new ArrayList<>(history.stream().map(narrator::tell).toList());
        entries.add(TimelineEntry.mark(kill.at(), "-- process %d killed (SIGKILL)".formatted(kill.pid())));
        entries.add(TimelineEntry.mark(at, "-- process %d started".formatted(pid)));
        entries.sort(Comparator.comparing(TimelineEntry::at)); // stable: events of one instant stay in order
        return entries;
    }
}
