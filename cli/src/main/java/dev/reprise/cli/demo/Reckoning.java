package dev.reprise.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reprise.cli.audit.HistoryRecord;
import dev.reprise.cli.audit.HistoryTopic;
import dev.reprise.cli.audit.Selection;
import dev.reprise.cli.audit.Timeline;
import dev.reprise.cli.dev.DataDirectory;
import dev.reprise.cli.process.OwnProcess;
import dev.reprise.cli.process.Patience;
import dev.reprise.cli.terminal.CommandFailure;
import dev.reprise.cli.terminal.Style;
import dev.reprise.cli.terminal.Terminal;
import dev.reprise.core.ExecutionId;
import dev.reprise.core.history.Happening;
import dev.reprise.core.history.HistoryEvent;
import dev.reprise.examples.services.FileLedger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The end of the story: what was recorded, how often each step ran, and whether that is what was promised. */
final class Reckoning {
    private static final String TOPIC = "reprise.history";
    private static final Set<String> STEPS = Set.of("charge-payment", "fulfil-order");

    private final Terminal terminal;
    private final DataDirectory data;
    private final Resumption resumption;

    Reckoning(Terminal terminal, DataDirectory data, Resumption resumption) {
        this.terminal = terminal;
        this.data = data;
        this.resumption = resumption;
    }

    boolean tell(ExecutionId execution, OwnProcess process, String result) {
        // The API answers as soon as a record is folded; the topic follows with the next commit.
        var history = Patience.await("the history to be committed", process, () -> complete(execution));
        terminal.say("");
        terminal.say(Style.BOLD.of("What was recorded") + " in the topic " + TOPIC + ":");
        Timeline.lines(resumption.mark(history)).forEach(line -> terminal.say("  " + line));
        terminal.say("");
        var runs = StepRuns.count(execution, history, new FileLedger(data.effects()).entries());
        table(runs);
        return verdict(runs, result);
    }

    private Optional<List<HistoryEvent>> complete(ExecutionId execution) {
        var history = new ArrayList<HistoryEvent>();
        try (var topic = HistoryTopic.of(data.rememberedBootstrapServers().orElseThrow(), TOPIC)) {
            topic.read(new Selection.OfExecution(execution), record -> {
                if (record instanceof HistoryRecord.Event found) {
                    history.add(found.event().event());
                }
            });
        }
        boolean ended = history.stream().anyMatch(event -> event.event() instanceof Happening.ExecutionSucceeded);
        return ended ? Optional.of(history) : Optional.empty();
    }

    private void table(List<StepRuns> runs) {
        terminal.say(Style.BOLD.of("How often each step ran") + ", by its service's ledger and by the history:");
        terminal.say("  %-16s %8s %9s".formatted("step", "effects", "recorded"));
        for (var run : runs) {
            var line = "%-16s %8d %9d".formatted(run.step(), run.effects(), run.recorded());
            terminal.say("  " + (run.isOnce() ? Style.GOOD : Style.BAD).of(line));
        }
        terminal.say("");
    }

    private boolean verdict(List<StepRuns> runs, String result) {
        var steps = runs.stream().map(StepRuns::step).toList();
        boolean once = steps.size() == STEPS.size()
                && STEPS.containsAll(steps)
                && runs.stream().allMatch(StepRuns::isOnce);
        if (once && isFulfilled(result)) {
            terminal.say(Style.GOOD.of("Every step ran exactly once, though the process was killed in between."));
            return true;
        }
        terminal.say(Style.BAD.of("Expected the steps %s once each and a fulfilled order, but found %s and %s."
                .formatted(STEPS, runs, result)));
        return false;
    }

    private static boolean isFulfilled(String result) {
        try {
            return new ObjectMapper().readTree(result).path("status").asText().equals("fulfilled");
        } catch (JsonProcessingException e) {
            throw new CommandFailure("Expected the result to be JSON, but found: " + result, e);
        }
    }
}
