package dev.reprise.testkit;

import dev.reprise.testkit.CrashPoint.Moment;
import dev.reprise.workflow.Callback;
import dev.reprise.workflow.CallbackOptions;
import dev.reprise.workflow.DurableContext;
import dev.reprise.workflow.DurableFunction;
import dev.reprise.workflow.FunctionDefinition;
import dev.reprise.workflow.InvokeOptions;
import dev.reprise.workflow.Signal;
import dev.reprise.workflow.StepSettings;
import dev.reprise.workflow.TypeRef;
import dev.reprise.workflow.WaitOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** A context that counts how often the body of each step is run, and lets the process die before one. */
final class ObservedContext implements DurableContext {
    private final DurableContext context;
    private final Map<String, Integer> runs;
    private final Crashes crashes;

    private ObservedContext(DurableContext context, Map<String, Integer> runs, Crashes crashes) {
        this.context = context;
        this.runs = runs;
        this.crashes = crashes;
    }

    /** The same function, observed. */
    static <I, O> FunctionDefinition<I, O> observed(
            FunctionDefinition<I, O> definition, Map<String, Integer> runs, Crashes crashes) {
        return new FunctionDefinition<>(definition.name(), definition.inputType(), () -> {
            DurableFunction<I, O> function = definition.factory().get();
            return (input, context) -> function.run(input, new ObservedContext(context, runs, crashes));
        });
    }

    @Override
    public <T> T step(String name, TypeRef<T> type, Callable<? extends @Nullable T> body, StepSettings settings) {
        return context.step(
                name,
                type,
                () -> {
                    if (crashes.isDueAt(Moment.BEFORE_STEP, name)) {
                        throw new SimulatedCrash(crashes.toString());
                    }
                    runs.merge(name, 1, Integer::sum);
                    return body.call();
                },
                settings);
    }

    @Override
    public Signal waitForSignal(String name, WaitOptions options) {
        return context.waitForSignal(name, options);
    }

    @Override
    public Callback callback(String name, CallbackOptions options) {
        return context.callback(name, options);
    }

    @Override
    public <T> T invoke(String name, String function, TypeRef<T> type, @Nullable Object input, InvokeOptions options) {
        return context.invoke(name, function, type, input, options);
    }

    @Override
    public void sleep(String name, Duration duration) {
        context.sleep(name, duration);
    }

    @Override
    public UUID uuid() {
        return context.uuid();
    }

    @Override
    public Instant now() {
        return context.now();
    }

    @Override
    public RandomGenerator random() {
        return context.random();
    }

    @Override
    public String executionId() {
        return context.executionId();
    }

    @Override
    public String executionName() {
        return context.executionName();
    }

    @Override
    public Duration lastStepDuration() {
        return context.lastStepDuration();
    }

    @Override
    public Logger logger() {
        return context.logger();
    }
}
