package dev.reprise.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.core.operation.OperationStatus;
import dev.reprise.workflow.DurableFunction;
import dev.reprise.workflow.InterceptedJournal;
import dev.reprise.workflow.LocalRun;
import dev.reprise.workflow.RetryPolicy;
import dev.reprise.workflow.StepContext;
import dev.reprise.workflow.StepOptions;
import dev.reprise.workflow.WaitOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The function's process dies before or after a checkpoint; nothing of that may be seen in the result. */
class CrashTest {
    private static final int CHECKPOINTS = 8;

    /** How often each body ran, by step and attempt. */
    private final Map<String, Integer> runs = new TreeMap<>();

    private final DurableFunction<String, String> order = (in, dc) -> {
        var id = dc.uuid();
        var charged = dc.step(
                "charge", String.class, () -> ran("tx-" + StepContext.current().attempt()));
        dc.step("book", this::bookOnSecondAttempt, RetryPolicy.exponential(2, Duration.ofMinutes(1)));
        dc.step("mail", () -> ran("mailed"), StepOptions.atMostOnce());
        dc.sleep("cool-off", Duration.ofHours(1));
        var review = dc.waitForSignal(
                "review", WaitOptions.timeout(Duration.ofHours(1)).orElse("timeout"));
        dc.step("ship", () -> ran("shipped"));
        return charged + " " + review.json() + " " + id + " " + dc.now() + " "
                + dc.random().nextInt(1_000);
    };

    private String ran(String result) {
        var step = StepContext.current();
        runs.merge(step.name() + "#" + step.attempt(), 1, Integer::sum);
        return result;
    }

    private void bookOnSecondAttempt() throws IOException {
        ran("booked");
        if (StepContext.current().attempt() == 1) {
            throw new IOException("busy");
        }
    }

    @ParameterizedTest(name = "before checkpoint {0}")
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void beforeACheckpointRepeatsTheStepUnderWay(int crashAt) {
        var run = LocalRun.of(order);
        run.through(new InterceptedJournal(run.journal(), number -> crashAt(number, crashAt)));

        assertFinishedAsIfNothingHadHappened(run);
    }

    @ParameterizedTest(name = "after checkpoint {0}")
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void afterACheckpointRepeatsNothing(int crashAt) {
        var run = LocalRun.of(order);
        run.through(new InterceptedJournal(run.journal(), number -> {}, number -> crashAt(number, crashAt)));

        assertFinishedAsIfNothingHadHappened(run);
        // At most once means that the cut-off attempt is not made again; the next one is.
        assertThat(runs)
                .as(run.toString())
                .allSatisfy((attempt, times) -> assertThat(times).isEqualTo(1));
    }

    @ParameterizedTest
    @CsvSource({"StepOptions at most once, 1", "default, 2"})
    void betweenWorkAndCheckpointRepeatsTheWorkUnlessAtMostOnce(String semantics, int expectedRuns) {
        var calls = new HashMap<String, Integer>();
        var atMostOnce = expectedRuns == 1;
        var options = new StepOptions(RetryPolicy.NONE, atMostOnce);
        var run = LocalRun.of((in, dc) -> {
            dc.step("charge", () -> calls.merge("charge", 1, Integer::sum), options);
            return "charged";
        });
        run.through(new InterceptedJournal(run.journal(), number -> crashAt(number, atMostOnce ? 2 : 1)));

        run.run().advance(Duration.ofMinutes(2));

        assertThat(calls.get("charge")).as(run.toString()).isEqualTo(expectedRuns);
        assertThat(run.operation(1).status())
                .isEqualTo(atMostOnce ? OperationStatus.FAILED : OperationStatus.SUCCEEDED);
    }

    private static void crashAt(int number, int crashAt) {
        if (number == crashAt) {
            throw new Killed();
        }
    }

    private void assertFinishedAsIfNothingHadHappened(LocalRun run) {
        run.run();
        for (int hour = 0; hour < 4; hour++) {
            run.advance(Duration.ofHours(1));
        }
        assertThat(run.crashes()).as(run.toString()).hasSize(1);
        assertThat(run.journal().operations().stream().filter(o -> o.status() == OperationStatus.SUCCEEDED))
                .as(run.toString())
                .hasSize(CHECKPOINTS - 2);
        assertThat(run.resultJson()).startsWith("\"tx-1 \\\"timeout\\\" ").contains(expectedUuidAndRandom());
        assertThat(runs.keySet()).contains("charge#1", "book#1", "book#2", "ship#1");
    }

    /** What an undisturbed run of the same execution gives. */
    private String expectedUuidAndRandom() {
        var calm = LocalRun.of((in, dc) -> dc.uuid()).run().resultJson();
        return calm.replace("\"", "");
    }

    /** The process is gone: an error, since no code of the function may live through it. */
    private static final class Killed extends Error {
        Killed() {
            super("killed", null, false, false);
        }
    }
}
