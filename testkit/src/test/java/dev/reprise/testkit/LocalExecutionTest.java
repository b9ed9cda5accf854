package dev.reprise.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.core.Failure;
import dev.reprise.core.fold.Verdict;
import dev.reprise.workflow.DurableContext;
import dev.reprise.workflow.DurableFunction;
import dev.reprise.workflow.FunctionDefinition;
import dev.reprise.workflow.RetryPolicy;
import dev.reprise.workflow.StepOptions;
import dev.reprise.workflow.TypeRef;
import dev.reprise.workflow.WaitOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(JournalOnFailure.class)
class LocalExecutionTest {
    private final List<String> done = new ArrayList<>();

    private String review(String order, DurableContext dc) {
        dc.step("charge", () -> done.add("charge " + order));
        var review = dc.waitForSignal(
                "approval", WaitOptions.timeout(Duration.ofHours(72)).orElse("reject"));
        if (review.is("reject")) {
            dc.step("refund", () -> done.add("refund " + order));
            return "rejected";
        }
        return dc.step("ship", String.class, () -> "shipped " + order);
    }

    private LocalFunction<String, String> reviewed() {
        return LocalFunction.of(String.class, this::review);
    }

    @Test
    void anExecutionRunsUntilItWaitsAndGoesOnWithTheSignal() {
        var execution = reviewed().start("o-1");
        assertThat(execution).isWaitingForSignal("approval").ranStep("charge", 1);
        assertThat(execution.signal("approval", "approve")).isInstanceOf(Verdict.SignalAccepted.class);
        assertThat(execution)
                .hasSucceededWith("shipped o-1")
                .recordedSteps("charge", "ship")
                .ranStep("charge", 1);
        assertThat(execution.result(String.class)).isEqualTo("shipped o-1");
        execution.replay();
    }

    @Test
    void timeIsMovedByTheTest() {
        var execution = reviewed().start("o-1");
        execution.advance(Duration.ofHours(71));
        assertThat(execution).isSuspended();
        execution.advance(Duration.ofHours(1));
        assertThat(execution).hasSucceededWith("rejected").neverRanStep("ship");
    }

    @Test
    void waitsCanBeSkipped() {
        var execution = reviewed().start("o-1");
        execution.skipWaits();
        assertThat(execution).hasSucceededWith("rejected");
    }

    @Test
    void aRepeatedSignalCountsOnce() {
        var execution = reviewed().start("o-1");
        execution.signal("approval", "approve", "id-1");
        assertThat(execution.signal("approval", "reject", "id-1")).isEqualTo(new Verdict.SignalRepeated());
        assertThat(execution).hasSucceededWith("shipped o-1");
    }

    @Test
    void shortPausesBetweenAttemptsPassByThemselvesAndLongOnesAreWaited() {
        var execution = LocalFunction.of(
                        String.class,
                        (String in, DurableContext dc) -> dc.step(
                                "flaky",
                                String.class,
                                () -> {
                                    done.add("try");
                                    if (done.size() < 4) {
                                        throw new java.io.IOException("reset");
                                    }
                                    return "ok";
                                },
                                RetryPolicy.exponential(5, Duration.ofSeconds(2))))
                .start("in");
        assertThat(execution).isSuspended().ranStep("flaky", 2);
        execution.skipWaits();
        assertThat(execution).hasSucceededWith("ok").ranStep("flaky", 4);
    }

    @Test
    void theProcessMayDieBeforeAStepIsRecorded() {
        var execution = reviewed().crashing(Crashes.beforeRecording("charge")).start("o-1");
        assertThat(execution).isWaitingForSignal("approval").ranStep("charge", 2);
        assertThat(done).containsExactly("charge o-1", "charge o-1");
    }

    @Test
    void theProcessMayDieBeforeAndAfterAStep() {
        assertThat(reviewed().crashing(Crashes.beforeStep("charge")).start("o-1"))
                .ranStep("charge", 1);
        assertThat(reviewed().crashing(Crashes.afterRecording("charge")).start("o-1"))
                .ranStep("charge", 1);
    }

    @Test
    void anAttemptThatMayBeMadeOnlyOnceIsNotMadeAgainAfterACrash() {
        var execution = LocalFunction.of(String.class, (String in, DurableContext dc) -> {
                    dc.step(
                            "charge",
                            () -> done.add("charge"),
                            StepOptions.atMostOnce().retry(RetryPolicy.NONE));
                    return "charged";
                })
                .crashing(Crashes.beforeStep("charge"))
                .start("in");
        assertThat(execution)
                .hasFailedWith(dev.reprise.workflow.StepException.class)
                .neverRanStep("charge");
    }

    @Test
    void aLostAnswerToEachCheckpointIsNoHarm() {
        var execution = reviewed().losingAnswers().start("o-1");
        execution.signal("approval", "approve");
        assertThat(execution)
                .hasSucceededWith("shipped o-1")
                .ranStep("charge", 1)
                .recordedSteps("charge", "ship");
    }

    @Test
    void callbacksAreAnswered() {
        DurableFunction<String, String> asking =
                (in, dc) -> dc.callback("question").await(String.class);
        var answered = LocalFunction.of(String.class, asking).start("in");
        answered.answerCallback("question", "42");
        assertThat(answered).hasSucceededWith("42");
        var failed = LocalFunction.of(String.class, asking).start("in");
        failed.failCallback("question", Failure.of("Unknown", "nobody knows"));
        assertThat(failed).hasFailedWith(dev.reprise.workflow.CallbackException.class);
    }

    @Test
    void otherCodeThatDoesNotRepeatWhatIsRecordedIsFoundOut() {
        var execution = reviewed().start("o-1");
        assertThatThrownBy(() -> execution.replay(
                        FunctionDefinition.of("tested", TypeRef.of(String.class), (String order, DurableContext dc) -> {
                            dc.step("authorise", () -> {});
                            return "";
                        })))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("step 'charge'")
                .hasMessageContaining("step 'authorise'");
        assertThatThrownBy(() -> execution.replay(
                        FunctionDefinition.of("tested", TypeRef.of(String.class), (String order, DurableContext dc) -> {
                            dc.step("charge", () -> {});
                            return "";
                        })))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("approval");
    }

    @Test
    void codeThatGoesOnWhereItWaitedIsFoundOut() {
        var execution = LocalFunction.of(String.class, (String in, DurableContext dc) -> {
                    dc.step("a", () -> {});
                    return "done";
                })
                .start("in");
        assertThatThrownBy(() -> execution.replay(
                        FunctionDefinition.of("tested", TypeRef.of(String.class), (String in, DurableContext dc) -> {
                            dc.step("a", () -> {});
                            dc.step("b", () -> {});
                            return "done";
                        })))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("more than is recorded");
    }

    @Test
    void aFailedAssertionShowsTheJournal() {
        var execution = reviewed().start("o-1");
        assertThatThrownBy(() -> assertThat(execution).hasSucceeded())
                .hasMessageContaining("Expected the execution to be SUCCEEDED, but it is RUNNING")
                .hasMessageContaining("SucceedStep 'charge'")
                .hasMessageContaining("StartCallback 'approval' for at most PT72H");
    }

    @Test
    void everyCrashPointIsTriedAndTheOutcomeIsTheSame() {
        int points = EveryCrashPoint.check(crashes -> {
            done.clear();
            var execution = reviewed().crashing(crashes).start("o-1");
            execution.signal("approval", "approve");
            assertThat(execution)
                    .hasSucceededWith("shipped o-1")
                    .recordedSteps("charge", "ship")
                    .ranStep("charge", crashes.repeats("charge") ? 2 : 1);
            execution.replay();
        });
        assertThat(points).isEqualTo(10);
    }

    @Test
    void everyCrashPointAtWhichAScenarioFailsIsNamed() {
        assertThatThrownBy(() -> EveryCrashPoint.check(crashes -> {
                    var execution = reviewed().crashing(crashes).start("o-1");
                    assertThat(execution).ranStep("charge", 1);
                }))
                .hasMessageContaining("it failed at 1 of 6 points")
                .hasMessageContaining("before it was recorded what became of 'charge'");
    }

    @Test
    void aFunctionThatCannotGoOnIsSeenToFail() {
        var execution = LocalFunction.of(String.class, (String in, DurableContext dc) -> {
                    dc.step("twice", () -> {});
                    dc.step("twice", () -> {});
                    return "never";
                })
                .start("in");
        assertThat(execution.failedInvocations()).hasSize(1);
        assertThatThrownBy(() -> assertThat(execution).isSuspended()).hasMessageContaining("twice");
    }
}
