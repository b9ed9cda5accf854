package dev.reprise.core.fold;

import dev.reprise.core.history.Happening;
import dev.reprise.core.history.HistoryEvent;
import dev.reprise.core.journal.InvocationOutcome;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.operation.OperationUpdate;
import dev.reprise.core.state.Row;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/** Which kinds of record, update, verdict, effect and event the tables have made occur. */
final class Exercised {
    private static final Set<String> SEEN = new ConcurrentSkipListSet<>();

    private Exercised() {}

    static void note(JournalRecord record, Folded folded) {
        see(record);
        see(folded.verdict());
        folded.effects().forEach(Exercised::see);
        if (record instanceof JournalRecord.CheckpointSubmitted checkpoint) {
            checkpoint.updates().forEach(Exercised::see);
        }
        if (record instanceof JournalRecord.InvocationCompleted invocation) {
            see(invocation.outcome());
        }
        for (var change : folded.changes()) {
            see(change.row());
            if (change.row() instanceof Row.Event && change.value() instanceof HistoryEvent e) {
                see(e.event());
            }
        }
    }

    private static void see(Object thing) {
        SEEN.add(thing.getClass().getName());
    }

    /** The kinds that no table has made occur. */
    static Set<String> missing() {
        var missing = new TreeSet<String>();
        for (var kind : Set.of(
                JournalRecord.class,
                OperationUpdate.class,
                InvocationOutcome.class,
                Verdict.class,
                Effect.class,
                Happening.class,
                Row.class)) {
            collect(kind, missing);
        }
        missing.removeAll(SEEN);
        return missing;
    }

    private static void collect(Class<?> type, Set<String> kinds) {
        if (type.isSealed()) {
            for (var kind : type.getPermittedSubclasses()) {
                collect(kind, kinds);
            }
        } else {
            kinds.add(type.getName());
        }
    }
}
