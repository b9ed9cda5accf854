package dev.reprise.cli.chaos;

import dev.reprise.cli.chaos.check.Checker;
import dev.reprise.cli.chaos.check.Evidence;
import dev.reprise.cli.chaos.check.Unavailability;
import dev.reprise.cli.chaos.check.Violation;
import dev.reprise.cli.chaos.check.Violation.Harm;
import dev.reprise.cli.chaos.history.Injected;
import dev.reprise.cli.chaos.history.Notebook;
import dev.reprise.cli.chaos.history.Run;
import dev.reprise.cli.chaos.nemesis.FaultKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The end of a run: the evidence is gathered, judged, and written down. */
final class Reckoning {
    private static final Duration COMMITTED = Duration.ofSeconds(30);

    /** The one rule that the evidence says nothing of: whoever was hit serves again. */
    private static final String RECOVERY = "recovery";

    private final Settings settings;
    private final String bootstrapServers;
    private final Notebook notebook;

    Reckoning(Settings settings, String bootstrapServers, Notebook notebook) {
        this.settings = settings;
        this.bootstrapServers = bootstrapServers;
        this.notebook = notebook;
    }

    /**
     * What the run came to; also in files in its directory.
     *
     * @param faults for how long things were broken
     * @param quiet how long everything took to end afterwards
     * @param surprises what else is worth a look
     * @param troubles victims of faults that did not serve again, a sentence each
     */
    Report report(Duration faults, Duration quiet, List<String> surprises, List<String> troubles)
            throws InterruptedException {
        var evidence = evidence();
        var violations = new ArrayList<>(Checker.check(evidence));
        troubles.forEach(trouble -> violations.add(new Violation(Harm.STUCK, RECOVERY, "", trouble)));
        var report = new Report(
                settings.seed(),
                settings.rerun(),
                faults.toSeconds(),
                quiet.toSeconds(),
                counts(evidence.plans(), plan -> plan.kind().name()),
                counts(evidence.events(), event -> event.execution().toString()).size(),
                evidence.events().size(),
                counts(evidence.calls(), call -> call.action() + " " + call.outcome()),
                evidence.runs().size(),
                repeated(evidence.runs()),
                counts(notebook.faults(), Injected::kind),
                unavailability(),
                surprises,
                violations);
        Reports.write(report, settings.directory());
        new Findings(evidence, settings.directory()).write(violations);
        return report;
    }

    private Evidence evidence() throws InterruptedException {
        var journal = new JournalTopic(bootstrapServers).entries();
        var events = new Topic(bootstrapServers).events(COMMITTED);
        return new Evidence(notebook.plans(), notebook.calls(), notebook.runs(), events, Refold.of(journal));
    }

    private List<Unavailability> unavailability() {
        return Unavailability.of(
                notebook.calls(),
                notebook.faults().stream()
                        .filter(fault -> FaultKind.valueOf(fault.kind()).touchesTheJournal())
                        .toList());
    }

    private static <T> Map<String, Integer> counts(Collection<T> all, Function<T, String> what) {
        var counts = new TreeMap<String, Integer>();
        all.forEach(each -> counts.merge(what.apply(each), 1, Integer::sum));
        return counts;
    }

    /** Of our own SDK: the other one does not tell a body which attempt it is. */
    private static int repeated(List<Run> runs) {
        var known = new HashSet<String>();
        return (int) runs.stream()
                .filter(run -> run.host().startsWith("java-"))
                .filter(run -> !known.add(run.key() + " " + run.attempt()))
                .count();
    }
}
