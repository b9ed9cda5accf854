package dev.reprise.testkit;

import java.util.ArrayList;
import java.util.List;

/** The executions that the test of this thread has started. */
final class StartedExecutions {
    private static final int MOST_KEPT = 20;
    private static final ThreadLocal<List<LocalExecution<?, ?>>> STARTED = ThreadLocal.withInitial(ArrayList::new);

    private StartedExecutions() {}

    static void add(LocalExecution<?, ?> execution) {
        var started = STARTED.get();
        if (started.size() == MOST_KEPT) {
            started.removeFirst();
        }
        started.add(execution);
    }

    static List<LocalExecution<?, ?>> all() {
        return List.copyOf(STARTED.get());
    }

    static void forget() {
        STARTED.remove();
    }
}
