package dev.reprise.cli.cost;

import static dev.reprise.cli.cost.Hosted.text;

import dev.reprise.cli.cost.Estimate.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The estimates as lines. */
final class CostTable {
    private static final int NAME = 38;

    private CostTable() {}

    /** One line each, its parts in columns. */
    static List<String> lines(List<Estimate> estimates) {
        var lines = new ArrayList<String>();
        var header = new StringBuilder(pad("$ a month"));
        for (var part : Part.values()) {
            header.append(text("%11s", part.name().toLowerCase(Locale.ROOT)));
        }
        lines.add(header.append(text("%11s", "in all")).toString());
        for (var estimate : estimates) {
            var line = new StringBuilder(pad(estimate.name()));
            for (var part : Part.values()) {
                line.append(text("%,11.2f", estimate.of(part)));
            }
            lines.add(line.append(text("%,11.2f", estimate.total())).toString());
        }
        return lines;
    }

    /** What each is made of. */
    static List<String> details(List<Estimate> estimates) {
        var lines = new ArrayList<String>();
        for (var estimate : estimates) {
            lines.add("");
            lines.add(estimate.name());
            for (var item : estimate.items()) {
                lines.add(text("%,11.2f  %s", item.dollars(), item.what()));
            }
        }
        return lines;
    }

    private static String pad(String name) {
        return text("%-" + NAME + "s", name);
    }
}
