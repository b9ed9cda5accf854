package dev.reprise.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.core.state.Row;
import dev.reprise.core.state.RowChange;
import java.util.ArrayList;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Some thousands of lives in each build, from a seed that is another one each time. {@code -Dsimulation.seeds=N} lives more
 * or fewer of them, {@code -Dsimulation.seed=S} begins with a certain one.
 */
class SimulationTest {
    private static final int SEEDS = Integer.getInteger("simulation.seeds", 3_000);
    private static final long FIRST = Long.getLong("simulation.seed", System.currentTimeMillis());

    @Test
    void everyRuleHoldsInEveryLife() {
        var exercised = new TreeMap<String, Integer>();
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            Simulation.run(seed).exercised().forEach((kind, times) -> exercised.merge(kind, times, Integer::sum));
        }

        if (SEEDS >= 500) {
            assertThat(exercised)
                    .as("what %d lives from seed %d came by", SEEDS, FIRST)
                    .containsKeys(
                            "CallbackCompleted: CallbackAccepted",
                            "CallbackCompleted: CallbackClosed",
                            "CallbackHeartbeat: CallbackAccepted",
                            "ChainedInvokeCompleted: Done",
                            "ChainedInvokeCompleted: Stale",
                            "CheckpointSubmitted: CheckpointAccepted",
                            "CheckpointSubmitted: InvalidCheckpoint",
                            "CheckpointSubmitted: StaleCheckpoint",
                            "ExecutionDeleteRequested: DeletionAccepted",
                            "ExecutionPauseRequested: PauseAccepted",
                            "ExecutionResumeRequested: Resumed",
                            "ExecutionStartRequested: NameTaken",
                            "ExecutionStartRequested: Started",
                            "ExecutionStopRequested: Stopped",
                            "InvocationCompleted Crashed: Done",
                            "InvocationCompleted Crashed: Stale",
                            "InvocationCompleted Failed: Done",
                            "InvocationCompleted Invalid: Done",
                            "InvocationCompleted Succeeded: Done",
                            "InvocationCompleted Succeeded: Stale",
                            "InvocationCompleted Suspended: Done",
                            "InvocationCompleted Suspended: Stale",
                            "InvocationLost: Done",
                            "InvocationLost: Stale",
                            "OutboxDelivered: Done",
                            "SignalReceived: EXECUTION_FINISHED",
                            "SignalReceived: SignalAccepted",
                            "SignalReceived: SignalRepeated",
                            "SignalReceived: SignalTooEarly",
                            "SignalReceived: UNKNOWN_EXECUTION",
                            "TimersFired: Done",
                            "TimersFired: Stale");
        }
    }

    @Test
    void theSameSeedGivesTheSameLife() {
        assertThat(Simulation.run(7)).isEqualTo(Simulation.run(7)).isNotEqualTo(Simulation.run(8));
    }

    @Test
    void aBrokenRuleIsShownWithItsSeedTheJournalAndHowToSeeItAgain() {
        assertThatThrownBy(() -> Simulation.run(7, SimulationTest::nodesForget))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Rule 'answer stability' is broken")
                .hasMessageContaining("./reprise simulate --seed 7")
                .hasMessageContaining("ExecutionStartRequested[execution=");
    }

    /** Some rows are gone from memory, again and again, although they were folded. */
    private static void nodesForget(World world) {
        world.agenda().after(100, () -> {
            for (var node : world.cluster().nodes()) {
                for (var task : node.tasks()) {
                    var forgotten = new ArrayList<RowChange<?>>();
                    for (var change : task.rows().all()) {
                        if (change.row() instanceof Row.Header) {
                            forgotten.add(new RowChange<>(change.row(), null));
                        }
                    }
                    task.rows().apply(forgotten);
                }
            }
            nodesForget(world);
        });
    }

    @Test
    void anAttemptThatMayBeMadeOnceAndIsMadeTwiceBreaksARule() {
        var ledger = new Ledger();
        ledger.ran("execution/step/1", true);

        assertThatThrownBy(() -> ledger.ran("execution/step/1", true))
                .isInstanceOf(Violation.class)
                .hasMessageContaining("it was made 2 times");
    }
}
