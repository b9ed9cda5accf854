package dev.reprise.testkit.simulation;

import dev.reprise.core.fold.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What happened, a line each: the journal's records with what they were judged to be, and the faults between them. */
final class Story {
    private static final int LONGEST_LINE = 400;

    private final Agenda agenda;
    private final List<Line> lines = new ArrayList<>();

    private record Line(long at, Supplier<String> text) {}

    Story(Agenda agenda) {
        this.agenda = agenda;
    }

    /** Adds a line that is written only if somebody reads it. */
    void tell(Supplier<String> text) {
        lines.add(new Line(agenda.now(), text));
    }

    void tell(Broker.Entry entry, Verdict verdict) {
        tell(() -> "p%d@%-4d %s%n%18s⇒ %s"
                .formatted(entry.position().partition(), entry.position().offset(), entry.record(), "", verdict));
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        for (var line : lines) {
            text.append(
                    "%12s  ".formatted(Duration.ofMillis(line.at()).toString().substring(2)));
            var told = line.text().get();
            text.append(told.length() <= LONGEST_LINE ? told : shortened(told)).append('\n');
        }
        return text.toString();
    }

    /** Keeps both ends: what it is, and what became of it. */
    private static String shortened(String told) {
        return told.substring(0, LONGEST_LINE * 2 / 3) + " … " + told.substring(told.length() - LONGEST_LINE / 3);
    }
}
