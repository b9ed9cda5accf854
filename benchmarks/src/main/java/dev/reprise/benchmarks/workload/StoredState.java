package dev.reprise.benchmarks.workload;

import dev.reprise.benchmarks.engine.JournalConfigs;
import dev.reprise.benchmarks.engine.ScriptedNode;
import dev.reprise.benchmarks.load.ClosedLoop;
import dev.reprise.benchmarks.process.NodeSettings;
import java.time.Duration;

/** Makes a node that is to be started find much state: sleeping executions, written through the journal itself. */
final class StoredState {
    private static final int WRITERS = 256;
    private static final Duration LONG_ENOUGH = Duration.ofDays(30);

    private StoredState() {}

    /**
     * Writes executions that have done some steps and sleep for a month; then stops in order.
     *
     * @param steps how many each has done
     */
    static void write(Stage stage, NodeSettings node, int executions, int steps) throws Exception {
        try (var writer = new ScriptedNode(JournalConfigs.of(node))) {
            stage.report().say("writing %,d sleeping executions of %d steps".formatted(executions, steps));
            ClosedLoop.each(WRITERS, executions, number -> {
                var execution = writer.start();
                if (steps > 0) {
                    execution.steps(steps);
                }
                execution.sleep(LONG_ENOUGH);
            });
        }
    }
}
