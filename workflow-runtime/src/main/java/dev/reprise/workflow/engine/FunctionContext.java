package dev.reprise.workflow.engine;

import dev.reprise.workflow.Callback;
import dev.reprise.workflow.CallbackOptions;
import dev.reprise.workflow.DurableContext;
import dev.reprise.workflow.InvokeOptions;
import dev.reprise.workflow.RuntimeOptions;
import dev.reprise.workflow.Signal;
import dev.reprise.workflow.StepSettings;
import dev.reprise.workflow.TypeRef;
import dev.reprise.workflow.WaitOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** What a function sees of its invocation. */
final class FunctionContext implements DurableContext {
    private final Course course;
    private final Progress progress;
    private final ExecutionArn execution;
    private final Steps steps;
    private final Waits waits;
    private final Invokes invokes;
    private final Logger logger;
    private final SplittableRandom random;
    private int uuids;

    FunctionContext(
            Course course,
            Progress progress,
            Telling telling,
            ExecutionArn execution,
            Values values,
            RuntimeOptions options,
            Logger logger) {
        this.course = course;
        this.progress = progress;
        this.execution = execution;
        this.logger = logger;
        var inPlace = new InPlace(course, progress, options);
        steps = new Steps(course, progress, telling, inPlace, values, execution.id());
        waits = new Waits(course, progress, inPlace, values, options);
        invokes = new Invokes(course, progress, values);
        random = new SplittableRandom(named("random").getMostSignificantBits());
    }

    @Override
    public <T> T step(String name, TypeRef<T> type, Callable<? extends @Nullable T> body, StepSettings settings) {
        course.requireOn();
        return steps.run(name, type, body, settings.options());
    }

    @Override
    public Signal waitForSignal(String name, WaitOptions options) {
        course.requireOn();
        return waits.signal(name, options);
    }

    @Override
    public Callback callback(String name, CallbackOptions options) {
        course.requireOn();
        return waits.callback(name, options);
    }

    @Override
    public <T> T invoke(String name, String function, TypeRef<T> type, @Nullable Object input, InvokeOptions options) {
        course.requireOn();
        return invokes.run(name, function, type, input, options);
    }

    @Override
    public void sleep(String name, Duration duration) {
        course.requireOn();
        waits.sleep(name, duration);
    }

    @Override
    public UUID uuid() {
        course.requireOn();
        return named("uuid/" + uuids++);
    }

    @Override
    public Instant now() {
        course.requireOn();
        return progress.now();
    }

    @Override
    public RandomGenerator random() {
        course.requireOn();
        return () -> {
            course.requireOn();
            return random.nextLong();
        };
    }

    @Override
    public String executionId() {
        return execution.id();
    }

    @Override
    public String executionName() {
        return execution.name();
    }

    @Override
    public Duration lastStepDuration() {
        course.requireOn();
        return steps.lastDuration();
    }

    @Override
    public Logger logger() {
        return logger;
    }

    /** A UUID that belongs to this execution and a name in it. */
    private UUID named(String name) {
        return UUID.nameUUIDFromBytes((execution.id() + "/" + name).getBytes(StandardCharsets.UTF_8));
    }
}
