package dev.reprise.benchmarks.results;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;

/** Where results go: at once to the terminal and to a file of JSON lines; table and plot are made anew each time. */
public final class Report {
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss");

    private final Path directory;
    private final String surroundings;
    private final PrintStream terminal;

    private Report(Path directory, String surroundings, PrintStream terminal) {
        this.directory = directory;
        this.surroundings = surroundings;
        this.terminal = terminal;
    }

    /** Begins a report in a new directory, named after the time, below this one. */
    public static Report begin(Path results, String surroundings, PrintStream terminal) throws IOException {
        var directory =
                results.resolve(ZonedDateTime.now(ZoneId.systemDefault()).format(NAME));
        Files.createDirectories(directory);
        return new Report(directory, surroundings, terminal);
    }

    /** Where it is. */
    public Path directory() {
        return directory;
    }

    /** Tells whoever waits what goes on. */
    public void say(String line) {
        terminal.println(line);
    }

    /** Adds a row. */
    public void add(Row row) throws IOException {
        var lines = directory.resolve("results.jsonl");
        JsonLines.append(lines, row);
        var all = JsonLines.read(lines);
        Files.writeString(
                directory.resolve("results.md"),
                "# Results of %s%n%n%s%n%s".formatted(directory.getFileName(), surroundings, MarkdownTable.of(all)));
        Files.writeString(directory.resolve("results.svg"), SvgPlot.of(all));
        say("  %s, %s, %s: %s"
                .formatted(
                        row.workload(),
                        row.variant(),
                        row.scale(),
                        row.figures().stream()
                                .map(figure -> figure.name() + " " + Numbers.show(figure))
                                .collect(Collectors.joining(", "))));
    }
}
