package dev.reprise.cli.demo;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.history.Happening;
import dev.reprise.core.history.HistoryEvent;
import dev.reprise.core.operation.OperationRef;
import dev.reprise.examples.services.Ledger;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * How often a step ran, told by two independent witnesses.
 *
 * @param step its name
 * @param effects how often the service behind it did something, by the service's own ledger
 * @param recorded how often an end of it is recorded, by the history topic
 */
record StepRuns(String step, long effects, long recorded) {
    /** One for each step that the history names, in the order of their first ends. */
    static List<StepRuns> count(ExecutionId execution, List<HistoryEvent> history, List<Ledger.Entry> ledger) {
        var ends = new LinkedHashMap<OperationRef, Long>();
        for (var event : history) {
            var operation = event.operation();
            if (operation != null && isEnd(event.event())) {
                ends.merge(operation, 1L, Long::sum);
            }
        }
        return ends.entrySet().stream()
                .map(end -> new StepRuns(
                        String.valueOf(end.getKey().name()), effects(execution, end.getKey(), ledger), end.getValue()))
                .toList();
    }

    private static boolean isEnd(Happening happening) {
        return happening instanceof Happening.StepSucceeded || happening instanceof Happening.StepFailed;
    }

    /** The services are asked under the step's idempotency key, which ends with its operation's id. */
    private static long effects(ExecutionId execution, OperationRef operation, List<Ledger.Entry> ledger) {
        return ledger.stream()
                .filter(entry -> entry.key().contains(execution.toString())
                        && entry.key().endsWith("/" + operation.id()))
                .count();
    }

    boolean isOnce() {
        return effects == 1 && recorded == 1;
    }
}
