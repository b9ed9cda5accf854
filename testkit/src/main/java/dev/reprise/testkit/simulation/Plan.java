package dev.reprise.testkit.simulation;

import dev.reprise.workflow.CallbackException;
import dev.reprise.workflow.CallbackOptions;
import dev.reprise.workflow.DurableContext;
import dev.reprise.workflow.DurableFunction;
import dev.reprise.workflow.InvokeException;
import dev.reprise.workflow.RetryPolicy;
import dev.reprise.workflow.StepContext;
import dev.reprise.workflow.StepException;
import dev.reprise.workflow.StepOptions;
import dev.reprise.workflow.WaitOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A made-up durable function: some operations of our own SDK one after the other, whose result tells what it saw.
 *
 * @param acts what it does
 * @param throwsAtItsEnd whether it fails then
 */
record Plan(List<Act> acts, boolean throwsAtItsEnd, World world) implements DurableFunction<String, String> {
    /** The names of signals; few, so that some wait for signals of a name that others take too. */
    static final List<String> SIGNALS = List.of("go", "stop");

    /** What a function does at one place. */
    sealed interface Act {
        record Step(int failures, int attempts, boolean atMostOnce, long bodyMillis) implements Act {}

        record Sleep(Duration duration) implements Act {}

        record AwaitSignal(String name, @Nullable Duration timeout) implements Act {}

        record Ask(@Nullable Duration timeout, @Nullable Duration heartbeat) implements Act {}

        record Call(String function) implements Act {}
    }

    /** Makes one up. Functions to be called must not call back. */
    static Plan madeUp(World world, int longest, List<String> callable) {
        var chance = world.chance();
        var acts = new ArrayList<Act>();
        for (int i = chance.between(1, longest); i > 0; i--) {
            acts.add(act(chance, callable));
        }
        return new Plan(acts, chance.happens(0.1), world);
    }

    private static Act act(Chance chance, List<String> callable) {
        return switch (chance.below(callable.isEmpty() ? 8 : 10)) {
            case 0, 1, 2, 3 ->
                new Act.Step(
                        chance.below(3),
                        chance.between(1, 4),
                        chance.happens(0.5),
                        chance.happens(0.5) ? 0 : chance.delay(20_000));
            case 4 -> new Act.Sleep(Duration.ofMillis(1 + chance.delay(7_200_000)));
            case 5, 6 -> new Act.AwaitSignal(chance.oneOf(SIGNALS), sometimes(chance, 3_600_000));
            case 7 -> new Act.Ask(sometimes(chance, 3_600_000), sometimes(chance, 600_000));
            default -> new Act.Call(chance.oneOf(callable));
        };
    }

    private static @Nullable Duration sometimes(Chance chance, long longestMillis) {
        return chance.happens(0.5) ? null : Duration.ofMillis(1_000 + chance.delay(longestMillis));
    }

    @Override
    public String run(String input, DurableContext dc) {
        var seen = new StringBuilder(String.valueOf(input));
        for (int i = 0; i < acts.size(); i++) {
            seen.append(' ').append(does(acts.get(i), "act-" + i, dc));
        }
        if (throwsAtItsEnd) {
            throw new IllegalStateException(seen.toString());
        }
        return seen.toString();
    }

    private String does(Act act, String name, DurableContext dc) {
        switch (act) {
            case Act.Step step -> {
                try {
                    return dc.step(name, String.class, () -> body(step), settings(step));
                } catch (StepException failed) {
                    return failed.causeType() + "/" + failed.attempts();
                }
            }
            case Act.Sleep sleep -> {
                dc.sleep(name, sleep.duration());
                return "slept";
            }
            case Act.AwaitSignal await -> {
                var timeout = await.timeout();
                return dc.waitForSignal(
                                await.name(),
                                timeout == null
                                        ? WaitOptions.forever()
                                        : WaitOptions.timeout(timeout).orElse("nobody"))
                        .json();
            }
            case Act.Ask ask -> {
                try {
                    return String.valueOf(dc.callback(name, new CallbackOptions(ask.timeout(), ask.heartbeat()))
                            .await(String.class));
                } catch (CallbackException failed) {
                    return String.valueOf(failed.failure().type());
                }
            }
            case Act.Call call -> {
                try {
                    return dc.invoke(name, call.function(), String.class, name);
                } catch (InvokeException failed) {
                    return failed.status() + "/" + failed.causeType();
                }
            }
        }
    }

    private static StepOptions settings(Act.Step step) {
        var retry = RetryPolicy.exponential(step.attempts(), Duration.ofSeconds(1));
        return new StepOptions(retry, step.atMostOnce());
    }

    private String body(Act.Step step) throws IOException {
        var context = StepContext.current();
        var result = world.ledger().ran(context.attemptKey(), step.atMostOnce());
        if (step.bodyMillis() > 0) {
            world.sleep(step.bodyMillis());
        }
        if (context.attempt() <= step.failures()) {
            throw new IOException("attempt " + context.attempt());
        }
        return result;
    }
}
