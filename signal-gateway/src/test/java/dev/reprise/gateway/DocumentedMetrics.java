package dev.reprise.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The table of metrics in docs/observability.md. */
final class DocumentedMetrics {
    private static final Path ROOT = Path.of("..");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ((?:`[a-z_]+`(?:, )?)+) \\|");
    private static final Pattern NAME = Pattern.compile("`((?:reprise|jvm|process)_[a-z_]+)`");
    private static final Pattern USED = Pattern.compile("\\b(?:reprise|jvm|process)_[a-z_]+");

    private DocumentedMetrics() {}

    /** The names in the table, those of durations without their endings. */
    static Set<String> names() {
        var names = new TreeSet<String>();
        var page = read("docs/observability.md");
        var rows = ROW.matcher(page.substring(page.indexOf("| metric | labels |")));
        while (rows.find()) {
            var name = NAME.matcher(rows.group(1));
            while (name.find()) {
                names.add(name.group(1));
            }
        }
        return names;
    }

    /** The names of metrics that a file uses, in the table's form. */
    static Set<String> used(String file) {
        var names = new TreeSet<String>();
        var found = USED.matcher(read(file));
        while (found.find()) {
            names.add(family(found.group()));
        }
        return names;
    }

    /** The name without the ending that one of several series of a duration has. */
    static String family(String series) {
        return series.replaceFirst("_seconds_(bucket|count|sum|max)$", "_seconds");
    }

    static String read(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
