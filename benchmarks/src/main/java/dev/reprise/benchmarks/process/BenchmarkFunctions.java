package dev.reprise.benchmarks.process;

import dev.reprise.workflow.DurableContext;
import dev.reprise.workflow.FunctionDefinition;
import dev.reprise.workflow.TypeRef;
import dev.reprise.workflow.host.FunctionHost;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The functions under load. They do nothing, so that what is measured is the engine. */
public final class BenchmarkFunctions {
    /** Steps that do nothing, one after the other; the input says how many and what they return. */
    public static final String STEPS = "steps";
    /** Waits for the signal {@link #GO}, and is done. */
    public static final String SIGNALLED = "signalled";
    /** Sleeps until the moment in its input, and tells when it ran again. */
    public static final String SLEEPER = "sleeper";
    /** So many steps, then a step after each of some signals, whose results tell when they ran. */
    public static final String LONG_STORY = "long-story";
    /** The signal that is waited for; in {@link #LONG_STORY}, with a number behind it. */
    public static final String GO = "go";

    private static final String OK = "ok";

    private BenchmarkFunctions() {}

    /**
     * What {@link #STEPS} takes.
     *
     * @param steps how many
     * @param result what each returns; absent for {@code ok}
     */
    public record Steps(int steps, @Nullable String result) {}

    /**
     * What {@link #SLEEPER} takes.
     *
     * @param dueMillis when to wake, since 1970
     */
    public record Due(long dueMillis) {}

    /**
     * What {@link #LONG_STORY} takes.
     *
     * @param steps how many before the first signal
     * @param resumes how many signals
     */
    public record Story(int steps, int resumes) {}

    /** All of them. */
    static FunctionHost host() {
        return FunctionHost.builder()
                .function(steps())
                .function(SIGNALLED, Object.class, (input, dc) -> {
                    dc.waitForSignal(GO);
                    return "done";
                })
                .function(SLEEPER, Due.class, (input, dc) -> {
                    dc.sleep("until-due", Duration.between(dc.now(), Instant.ofEpochMilli(input.dueMillis())));
                    return microsNow();
                })
                .function(LONG_STORY, Story.class, BenchmarkFunctions::resumed)
                .build();
    }

    /** {@link #STEPS} alone. */
    public static FunctionDefinition<?, ?> steps() {
        return FunctionDefinition.of(STEPS, TypeRef.of(Steps.class), (input, dc) -> {
            steps(input.steps(), input.result() == null ? OK : input.result(), dc);
            return "done";
        });
    }

    private static void steps(int count, String result, DurableContext dc) {
        for (int step = 1; step <= count; step++) {
            dc.step("step-" + step, String.class, () -> result);
        }
    }

    private static List<Long> resumed(Story input, DurableContext dc) {
        steps(input.steps(), OK, dc);
        var ran = new ArrayList<Long>();
        for (int i = 1; i <= input.resumes(); i++) {
            dc.waitForSignal(GO + "-" + i);
            ran.add(dc.step("after-" + i, Long.class, BenchmarkFunctions::microsNow));
        }
        return ran;
    }

    /** This machine's clock in microseconds since 1970, by which processes on it can be compared. */
    public static long microsNow() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }
}
