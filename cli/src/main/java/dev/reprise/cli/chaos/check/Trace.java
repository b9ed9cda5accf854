package dev.reprise.cli.chaos.check;

import dev.reprise.cli.chaos.history.Call;
import dev.reprise.cli.chaos.history.Plan;
import java.util.List;
import java.util.Optional;

/**
 * One planned execution.
 *
 * @param plan what was wanted
 * @param calls what clients asked about it
 * @param histories what the topic has under its name; exactly one, if all is well
 */
record Trace(Plan plan, List<Call> calls, List<History> histories) {
    Trace {
        calls = List.copyOf(calls);
        histories = List.copyOf(histories);
    }

    String name() {
        return plan.name();
    }

    /** Whether a client was told that it has started. */
    boolean isAcknowledged() {
        return calls.stream().anyMatch(call -> call.action() == Call.Action.START && call.isOk());
    }

    Optional<History> history() {
        return histories.stream().findFirst();
    }

    List<Call> calls(Call.Action action) {
        return calls.stream().filter(call -> call.action() == action).toList();
    }
}
