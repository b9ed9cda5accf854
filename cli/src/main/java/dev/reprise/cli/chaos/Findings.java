package dev.reprise.cli.chaos;

import dev.reprise.cli.audit.Narrator;
import dev.reprise.cli.audit.Timeline;
import dev.reprise.cli.chaos.check.Evidence;
import dev.reprise.cli.chaos.check.Violation;
import dev.reprise.cli.chaos.history.Call;
import dev.reprise.cli.terminal.CommandFailure;
import dev.reprise.schemas.codec.AuditedEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What there is to see about each broken rule: what clients asked and were told, what steps did, what the topic has. */
final class Findings {
    static final String FILE = "findings.txt";

    private static final int SHOWN = 20;

    private final Evidence evidence;
    private final Path directory;

    Findings(Evidence evidence, Path directory) {
        this.evidence = evidence;
        this.directory = directory;
    }

    /** The first lines of what was written. */
    static List<String> beginning(Path directory, int lines) {
        try (var all = Files.lines(directory.resolve(FILE))) {
            return all.limit(lines).toList();
        } catch (IOException e) {
            throw new CommandFailure("Expected to read the findings in %s, but: %s".formatted(directory, e), e);
        }
    }

    /** Writes them down, if there are any. */
    void write(List<Violation> violations) {
        if (violations.isEmpty()) {
            return;
        }
        var lines = new ArrayList<String>();
        for (var violation : violations.stream().limit(SHOWN).toList()) {
            lines.add(violation.toString());
            lines.addAll(about(violation.execution()));
            lines.add("");
        }
        try {
            Files.write(directory.resolve(FILE), lines);
        } catch (IOException e) {
            throw new CommandFailure("Expected to write the findings to %s, but: %s".formatted(directory, e), e);
        }
    }

    private List<String> about(String execution) {
        var lines = new ArrayList<String>();
        evidence.plans().stream()
                .filter(plan -> plan.name().equals(execution))
                .forEach(plan -> lines.add("  plan " + plan));
        evidence.calls().stream()
                .filter(call -> call.execution().equals(execution))
                .forEach(call -> lines.add("  " + text(call)));
        var histories = evidence.events().stream()
                .filter(event -> event.key().name().equals(execution)
                        || event.execution().toString().equals(execution))
                .collect(Collectors.groupingBy(event -> event.execution().toString()));
        histories.forEach((id, events) -> {
            evidence.runs().stream()
                    .filter(run -> run.execution().equals(id))
                    .forEach(run -> lines.add("  run " + run));
            lines.add("  history of " + id);
            lines.addAll(timeline(events));
        });
        return lines;
    }

    private static String text(Call call) {
        var seen = call.seen();
        return "%9.3f s +%.3f s  %-7s %-7s  %s -> %s %d%s"
                .formatted(
                        call.begunMicros() / 1e6,
                        (call.endedMicros() - call.begunMicros()) / 1e6,
                        call.action(),
                        call.target(),
                        call.item(),
                        call.outcome(),
                        call.status(),
                        seen == null ? "" : ", %s, %d events".formatted(seen.status(), seen.events()));
    }

    private static List<String> timeline(List<AuditedEvent> events) {
        var narrator = new Narrator();
        return Timeline.lines(events.stream()
                        .map(event -> narrator.tell(event.event()))
                        .toList())
                .stream()
                .map(line -> "    " + line)
                .toList();
    }
}
