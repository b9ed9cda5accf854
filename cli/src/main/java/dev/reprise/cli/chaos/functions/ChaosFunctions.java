package dev.reprise.cli.chaos.functions;

import dev.reprise.cli.chaos.history.Kind;
import dev.reprise.cli.chaos.history.Plan;
import dev.reprise.workflow.DurableContext;
import dev.reprise.workflow.RuntimeOptions;
import dev.reprise.workflow.WaitOptions;
import dev.reprise.workflow.host.FunctionHost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The kinds of executions as functions of our own SDK, each started with its {@link Plan}. */
public final class ChaosFunctions {
    /** The name of the signals that must come. */
    public static final String GO = "go";

    /** The name of the signal that may come too late. */
    public static final String LATE = "late";

    /** How long that one is waited for. */
    private static final Duration LATE_PATIENCE = Duration.ofSeconds(3);

    /** Short, so that most waits are slept through rather than waited out. */
    private static final Duration IN_PLACE = Duration.ofMillis(500);

    private final World world;
    private final Steps steps;

    private ChaosFunctions(World world) {
        this.world = world;
        this.steps = new Steps(world);
    }

    static FunctionHost host(World world) {
        var functions = new ChaosFunctions(world);
        return FunctionHost.builder()
                .function(Kind.STEPS.function(), Plan.class, functions::steps)
                .function(Kind.TIMERS.function(), Plan.class, functions::timers)
                .function(Kind.SIGNALS.function(), Plan.class, functions::signals)
                .function(Kind.CALLBACKS.function(), Plan.class, functions::callbacks)
                .function(Kind.CALLS.function(), Plan.class, functions::calls)
                .function(Kind.STOPPED.function(), Plan.class, functions::stopped)
                .options(RuntimeOptions.DEFAULT.inPlaceLimit(IN_PLACE))
                .build();
    }

    private Outcome steps(Plan plan, DurableContext dc) {
        var done = new ArrayList<StepDone>();
        for (int i = 0; i < plan.failures().size(); i++) {
            done.add(steps.run(
                    dc, "step-" + i, plan.failures().get(i), plan.atMostOnce().get(i)));
        }
        return Outcome.of(done);
    }

    private Outcome timers(Plan plan, DurableContext dc) {
        var done = new ArrayList<StepDone>();
        for (int i = 0; i < plan.waitMillis().size(); i++) {
            dc.sleep("wait-" + i, Duration.ofMillis(plan.waitMillis().get(i)));
            done.add(steps.run(dc, "after-" + i, 0, false));
        }
        return Outcome.of(done);
    }

    private Outcome signals(Plan plan, DurableContext dc) {
        var taken = new ArrayList<String>();
        var done = new ArrayList<StepDone>();
        for (int i = 0; i < plan.signals().size(); i++) {
            taken.add(dc.waitForSignal(GO).as(String.class));
            done.add(steps.run(dc, "took-" + i, 0, false));
        }
        var late = dc.waitForSignal(LATE, WaitOptions.timeout(LATE_PATIENCE).orElse(""));
        return new Outcome(done, taken, late.as(String.class), null, List.of());
    }

    private Outcome callbacks(Plan plan, DurableContext dc) {
        var callback = dc.callback("question");
        var asked = dc.step("ask", StepDone.class, () -> {
            var run = world.begins(dc.executionId(), false);
            world.asks(plan.name(), callback.id());
            return new StepDone("ask", 1, run);
        });
        var answer = callback.await(String.class);
        return new Outcome(List.of(asked), List.of(), null, answer, List.of());
    }

    private Outcome calls(Plan plan, DurableContext dc) {
        var first = dc.invoke("call-steps", Kind.STEPS.function(), Outcome.class, plan);
        var between = steps.run(dc, "between", 0, false);
        var second = dc.invoke("call-timers", Kind.TIMERS.function(), Outcome.class, plan);
        return new Outcome(List.of(between), List.of(), null, null, List.of(first, second));
    }

    private Outcome stopped(Plan plan, DurableContext dc) {
        var done = steps.run(dc, "before", 0, false);
        dc.waitForSignal("never");
        return Outcome.of(List.of(done));
    }
}
