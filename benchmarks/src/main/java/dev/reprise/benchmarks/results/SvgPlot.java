package dev.reprise.benchmarks.results;

import java.util.List;
import java.util.Locale;

/** The first figure of each row as a bar, as long as its share of the longest one of its workload. */
public final class SvgPlot {
    private static final int WIDTH = 860;
    private static final int LABELS = 330;
    private static final int LONGEST_BAR = 400;
    private static final int LINE = 20;
    private static final int MARGIN = 12;

    private SvgPlot() {}

    /** A whole SVG file. */
    public static String of(List<Row> rows) {
        var body = new StringBuilder();
        int y = MARGIN;
        for (var workload : rows.stream().map(Row::workload).distinct().toList()) {
            var those =
                    rows.stream().filter(row -> row.workload().equals(workload)).toList();
            y += LINE;
            body.append(text(
                    MARGIN,
                    y,
                    "font-weight=\"bold\"",
                    workload + ": " + those.getFirst().figures().getFirst().name()));
            double longest = those.stream()
                    .mapToDouble(row -> row.figures().getFirst().value())
                    .max()
                    .orElse(0);
            for (var row : those) {
                y += LINE;
                body.append(bar(row, longest, y));
            }
            y += LINE / 2;
        }
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" \
                font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="white"/>
                %3$s</svg>
                """.formatted(WIDTH, y + MARGIN, body);
    }

    private static String bar(Row row, double longest, int y) {
        var figure = row.figures().getFirst();
        double length = longest > 0 ? Math.max(0, figure.value()) / longest * LONGEST_BAR : 0;
        var label = "%s, %s%s"
                .formatted(row.variant(), row.scale(), row.durability().equals(Row.DISK) ? ", fsync" : "");
        return text(LABELS - MARGIN, y, "text-anchor=\"end\"", label)
                + String.format(
                        Locale.ROOT,
                        "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
                        LABELS,
                        y - LINE * 2 / 3,
                        length,
                        LINE * 3 / 4,
                        row.durability().equals(Row.DISK) ? "#8a5a00" : "#2a6f97")
                + text((int) (LABELS + length + MARGIN / 2), y, "", Numbers.show(figure));
    }

    private static String text(int x, int y, String style, String content) {
        return "<text x=\"%d\" y=\"%d\" %s>%s</text>%n"
                .formatted(
                        x,
                        y,
                        style,
                        content.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
    }
}
