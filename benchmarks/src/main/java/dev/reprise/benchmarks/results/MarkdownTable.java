package dev.reprise.benchmarks.results;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Rows as Markdown, a table for each workload. A figure that a row does not have is left empty. */
public final class MarkdownTable {
    /** Threads below this are in the file of JSON lines alone. */
    private static final double SHOWN_SHARE = 0.01;

    private MarkdownTable() {}

    /** All tables, each under a heading. */
    public static String of(List<Row> rows) {
        var byWorkload = new LinkedHashMap<String, List<Row>>();
        rows.forEach(row -> byWorkload
                .computeIfAbsent(row.workload(), any -> new ArrayList<>())
                .add(row));
        return byWorkload.entrySet().stream()
                .map(entry -> "## %s%n%n%s".formatted(entry.getKey(), table(entry.getValue())))
                .collect(Collectors.joining("\n"));
    }

    private static String table(List<Row> rows) {
        var names = rows.stream()
                .flatMap(row -> row.figures().stream().map(Figure::name))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        var text = new StringBuilder();
        text.append(line(header(names)));
        text.append(line(header(names).stream().map(any -> "---").toList()));
        rows.forEach(row -> text.append(line(cells(row, names))));
        return text + threads(rows);
    }

    /** Which threads used the processor time of the table above, a line for each process of each row. */
    private static String threads(List<Row> rows) {
        var lines = rows.stream()
                .flatMap(row -> row.processes().stream()
                        .filter(process -> !process.threads().isEmpty())
                        .map(process -> line(List.of(row.variant(), row.scale(), process.process(), threads(process)))))
                .toList();
        if (lines.isEmpty()) {
            return "";
        }
        var header = List.of("variant", "scale", "process", "CPU s by kind of thread");
        return "\n" + line(header) + line(header.stream().map(any -> "---").toList()) + String.join("", lines);
    }

    private static String threads(ProcessUse process) {
        return process.threads().stream()
                .filter(use -> use.cpuSeconds() >= SHOWN_SHARE * process.cpuSeconds())
                .map(use -> String.format(Locale.ROOT, "%s %.1f", use.kind(), use.cpuSeconds()))
                .collect(Collectors.joining(", "));
    }

    private static List<String> header(Collection<String> figures) {
        var header = new ArrayList<>(List.of("variant", "scale", "broker"));
        header.addAll(figures);
        header.addAll(List.of("append p50", "times the append", "CPU s", "resident MiB"));
        return header;
    }

    private static List<String> cells(Row row, Collection<String> names) {
        var cells = new ArrayList<>(List.of(row.variant(), row.scale(), row.durability()));
        for (var name : names) {
            cells.add(row.figures().stream()
                    .filter(figure -> figure.name().equals(name))
                    .map(Numbers::show)
                    .findFirst()
                    .orElse(""));
        }
        var floor = row.floor();
        cells.add(floor == null ? "" : Numbers.show(Figure.millis("append", floor.appendMillis())));
        cells.add(floor == null ? "" : "%s (%s)".formatted(Numbers.show(floor.times()), floor.of()));
        cells.add(row.processes().stream()
                .map(use -> String.format(Locale.ROOT, "%s %.1f", use.process(), use.cpuSeconds()))
                .collect(Collectors.joining(", ")));
        cells.add(row.processes().stream()
                .filter(use -> use.residentMebibytes() > 0) // otherwise nobody knows
                .map(use -> use.process() + " " + use.residentMebibytes())
                .collect(Collectors.joining(", ")));
        return cells;
    }

    private static String line(List<String> cells) {
        return cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
