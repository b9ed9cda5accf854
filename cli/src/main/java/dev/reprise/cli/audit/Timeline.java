package dev.reprise.cli.audit;

import dev.reprise.cli.terminal.Style;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Lines of a timeline under each other, each column as wide as it must be. */
public final class Timeline {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Timeline() {}

    /** The lines, a heading for each day (UTC) before its first. */
    public static List<String> lines(List<TimelineEntry> entries) {
        var lines = new ArrayList<String>();
        int eventWidth = width(entries, entry -> entry.isMark() ? "" : entry.event());
        int nameWidth = width(entries, TimelineEntry::name);
        int tookWidth = width(entries, TimelineEntry::took);
        var day = "";
        for (var entry : entries) {
            if (!DAY.format(entry.at()).equals(day)) {
                day = DAY.format(entry.at());
                lines.add(Style.FAINT.of(day + " (UTC)"));
            }
            var line = entry.isMark()
                    ? "%s  %s".formatted(TIME.format(entry.at()), Style.MARK.of(entry.event()))
                    : "%s  %-10s  %s  %s  %-7s  %s  %s"
                            .formatted(
                                    TIME.format(entry.at()),
                                    since(entries.getFirst().at(), entry.at()),
                                    padded(entry.event(), eventWidth),
                                    padded(entry.name(), nameWidth),
                                    entry.attempt().isEmpty() ? "" : "try " + entry.attempt(),
                                    padded(entry.took(), tookWidth),
                                    entry.content());
            lines.add(line.stripTrailing());
        }
        return lines;
    }

    private static String since(Instant first, Instant at) {
        return String.format(Locale.ROOT, "+%.3f s", Duration.between(first, at).toMillis() / 1000.0);
    }

    private static int width(List<TimelineEntry> entries, Function<TimelineEntry, String> column) {
        return entries.stream().map(column).mapToInt(String::length).max().orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
