package dev.reprise.cli.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.reprise.cli.chaos.check.Checker;
import dev.reprise.cli.chaos.check.Violation;
import dev.reprise.cli.terminal.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes down what a run came to: {@code report.md} for people, {@code report.json} for programs. */
final class Reports {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Reports() {}

    static void write(Report report, Path directory) {
        try {
            Files.write(directory.resolve("report.md"), markdown(report));
            JSON.writeValue(directory.resolve("report.json").toFile(), report);
        } catch (IOException e) {
            throw new CommandFailure("Expected to write the report to %s, but: %s".formatted(directory, e), e);
        }
    }

    static List<String> markdown(Report report) {
        var lines = new ArrayList<String>();
        lines.add("# Chaos run, seed " + report.seed());
        lines.add("");
        lines.add(report.summary() + ".");
        lines.add("");
        lines.add("Again: `" + report.rerun()
                + "`. Things were broken for %d s; everything had ended %d s later."
                        .formatted(report.faultSeconds(), report.quietSeconds()));
        lines.add("");
        counts("Faults", "what was broken", report.faults(), lines);
        unavailability(report, lines);
        counts("Executions", "what they did", report.executions(), lines);
        counts("Requests", "action and outcome", report.calls(), lines);
        lines.add("Bodies of steps began %d times, %d of these again after they had been cut off."
                .formatted(report.runs(), report.repeatedRuns()));
        lines.add("");
        list("Worth a look", report.surprises(), lines);
        lines.add("## Rules");
        lines.add("");
        for (var rule : Checker.rules()) {
            long broken = report.violations().stream()
                    .filter(violation -> violation.rule().equals(rule))
                    .count();
            lines.add("- %s: %s".formatted(rule, broken == 0 ? "held" : "broken " + broken + " times"));
        }
        lines.add("");
        list("Broken", report.violations().stream().map(Violation::toString).toList(), lines);
        return lines;
    }

    private static void unavailability(Report report, List<String> lines) {
        lines.add("## For how long a partition took no writes");
        lines.add("");
        lines.add("From the fault until its victim served again; another one may have been broken at the same time.");
        lines.add("");
        lines.add("| fault | times | p50 ms | p99 ms | longest ms |");
        lines.add("|---|---|---|---|---|");
        report.unavailability()
                .forEach(kind -> lines.add("| %s | %d | %d | %d | %d |"
                        .formatted(kind.kind(), kind.faults(), kind.p50Millis(), kind.p99Millis(), kind.maxMillis())));
        lines.add("");
    }

    private static void counts(String title, String of, Map<String, Integer> counts, List<String> lines) {
        lines.add("## " + title);
        lines.add("");
        lines.add("| %s | how many |".formatted(of));
        lines.add("|---|---|");
        counts.forEach((what, count) -> lines.add("| %s | %d |".formatted(what, count)));
        lines.add("");
    }

    private static void list(String title, List<String> items, List<String> lines) {
        if (!items.isEmpty()) {
            lines.add("## " + title);
            lines.add("");
            items.forEach(item -> lines.add("- " + item));
            lines.add("");
        }
    }
}
