package dev.reprise.cli.audit;

import dev.reprise.cli.terminal.Style;
import dev.reprise.cli.terminal.Terminal;
import dev.reprise.core.ExecutionId;
import dev.reprise.schemas.codec.AuditedEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** For people: a timeline for each execution, the executions in the order of their first event here. */
final class TableReport implements Report {
    private final Terminal terminal;
    private final Map<ExecutionId, List<AuditedEvent>> executions = new LinkedHashMap<>();
    private int events;
    private int purged;
    private int undecodable;

    TableReport(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void accept(HistoryRecord record) {
        switch (record) {
            case HistoryRecord.Event found -> {
                events++;
                executions
                        .computeIfAbsent(found.event().execution(), ignored -> new ArrayList<>())
                        .add(found.event());
            }
            case HistoryRecord.Purged ignored -> purged++;
            case HistoryRecord.Undecodable found -> {
                undecodable++;
                terminal.err().println(found.where() + ": " + found.why());
            }
        }
    }

    @Override
    public int finish() {
        executions.values().stream()
                .sorted((one, other) -> one.getFirst()
                        .event()
                        .at()
                        .compareTo(other.getFirst().event().at()))
                .forEach(this::print);
        if (events > 0) {
            terminal.say("%s of %s".formatted(count(events, "event"), count(executions.size(), "execution")));
        }
        if (purged > 0) {
            terminal.say("%s purged after the retention".formatted(count(purged, "event")));
        }
        return events + purged + undecodable;
    }

    private void print(List<AuditedEvent> execution) {
        var first = execution.getFirst();
        terminal.say(Style.BOLD.of(first.key().toString()) + "  " + first.execution());
        var narrator = new Narrator();
        var lines = Timeline.lines(
                execution.stream().map(event -> narrator.tell(event.event())).toList());
        lines.forEach(line -> terminal.say("  " + line));
        terminal.say("");
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
