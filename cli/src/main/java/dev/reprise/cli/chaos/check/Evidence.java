package dev.reprise.cli.chaos.check;

import dev.reprise.cli.chaos.history.Call;
import dev.reprise.cli.chaos.history.Plan;
import dev.reprise.cli.chaos.history.Run;
import dev.reprise.schemas.codec.AuditedEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that is known of a run.
 *
 * @param plans what was wanted
 * @param calls what clients asked and were told, in the order of the answers
 * @param runs what steps did, by the world's own notes
 * @param events the history topic, each partition in its order
 * @param refolded what the topic must have, by the journal
 */
public record Evidence(
        List<Plan> plans, List<Call> calls, List<Run> runs, List<AuditedEvent> events, List<AuditedEvent> refolded) {
    public Evidence {
        plans = List.copyOf(plans);
        calls = List.copyOf(calls);
        runs = List.copyOf(runs);
        events = List.copyOf(events);
        refolded = List.copyOf(refolded);
    }

    /** The histories of all executions, those that other executions called included, in the order of their first events. */
    List<History> histories() {
        Map<String, List<AuditedEvent>> byId = new LinkedHashMap<>();
        for (var event : events) {
            byId.computeIfAbsent(event.execution().toString(), id -> new ArrayList<>())
                    .add(event);
        }
        return byId.values().stream().map(History::new).toList();
    }

    /** What was planned, with all that is known of it. */
    List<Trace> traces() {
        var histories = new LinkedHashMap<String, List<History>>();
        for (var history : histories()) {
            histories.computeIfAbsent(history.key(), key -> new ArrayList<>()).add(history);
        }
        var asked = new LinkedHashMap<String, List<Call>>();
        for (var call : calls) {
            asked.computeIfAbsent(call.execution(), name -> new ArrayList<>()).add(call);
        }
        return plans.stream()
                .map(plan -> new Trace(
                        plan,
                        asked.getOrDefault(plan.name(), List.of()),
                        histories.getOrDefault(plan.kind().function() + "/" + plan.name(), List.of())))
                .toList();
    }
}
