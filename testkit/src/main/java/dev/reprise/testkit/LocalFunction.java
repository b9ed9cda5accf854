package dev.reprise.testkit;

import dev.reprise.workflow.DurableFunction;
import dev.reprise.workflow.FunctionDefinition;
import dev.reprise.workflow.RuntimeOptions;
import dev.reprise.workflow.TypeRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A function to be tested, and the conditions. Immutable, except that {@link Crashes} serve one execution; each method
 * gives a changed copy.
 *
 * @param definition the function
 * @param name the name its executions are started under; their ids follow from it
 * @param options how it is run; clock and pauses are replaced by the test's
 * @param startAt what the clock shows at the start
 * @param crashes when its process dies
 * @param losesAnswers whether the answer to every checkpoint is lost once, so that it is asked for again
 * @param called functions that run in the same test when they are called
 * @param <I> what it is started with
 * @param <O> what it returns
 */
public record LocalFunction<I, O>(
        FunctionDefinition<I, O> definition,
        String name,
        RuntimeOptions options,
        Instant startAt,
        Crashes crashes,
        boolean losesAnswers,
        List<FunctionDefinition<?, ?>> called) {
    public LocalFunction {
        called = List.copyOf(called);
    }

    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

    /** A function as it is served. */
    public static <I, O> LocalFunction<I, O> of(FunctionDefinition<I, O> definition) {
        return new LocalFunction<>(
                definition, "test", RuntimeOptions.DEFAULT, NEW_YEAR, Crashes.never(), false, List.of());
    }

    /** A function that is a class, whose type arguments tell the input's type. */
    public static <I, O> LocalFunction<I, O> of(Supplier<? extends DurableFunction<I, O>> factory) {
        return of(FunctionDefinition.of("tested", factory));
    }

    /** A function whose input's type is told, such as a lambda. */
    public static <I, O> LocalFunction<I, O> of(Class<I> inputType, DurableFunction<I, O> function) {
        return of(FunctionDefinition.of("tested", TypeRef.of(inputType), function));
    }

    /** With another execution name, to tell executions of one test apart. */
    public LocalFunction<I, O> named(String other) {
        return new LocalFunction<>(definition, other, options, startAt, crashes, losesAnswers, called);
    }

    /** With other options, such as another codec. */
    public LocalFunction<I, O> options(RuntimeOptions other) {
        return new LocalFunction<>(definition, name, other, startAt, crashes, losesAnswers, called);
    }

    /** With another time at the start. */
    public LocalFunction<I, O> startingAt(Instant other) {
        return new LocalFunction<>(definition, name, options, other, crashes, losesAnswers, called);
    }

    /** With a process that dies. */
    public LocalFunction<I, O> crashing(Crashes other) {
        return new LocalFunction<>(definition, name, options, startAt, other, losesAnswers, called);
    }

    /** With the answer to every checkpoint lost once. */
    public LocalFunction<I, O> losingAnswers() {
        return new LocalFunction<>(definition, name, options, startAt, crashes, true, called);
    }

    /** With another durable function that runs in the same test, over the same journal, when it is called by its name. */
    public LocalFunction<I, O> calling(FunctionDefinition<?, ?> other) {
        var more = new ArrayList<>(called);
        more.add(other);
        return new LocalFunction<>(definition, name, options, startAt, crashes, losesAnswers, more);
    }

    /** Starts an execution and runs it until it waits or ends. */
    public LocalExecution<I, O> start(@Nullable I input) {
        return LocalExecution.start(this, input);
    }
}
