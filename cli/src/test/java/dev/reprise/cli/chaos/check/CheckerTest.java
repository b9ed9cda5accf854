package dev.reprise.cli.chaos.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.reprise.cli.chaos.check.Violation.Harm;
import dev.reprise.cli.chaos.history.Call;
import dev.reprise.cli.chaos.history.Call.Action;
import dev.reprise.cli.chaos.history.Call.Outcome;
import dev.reprise.cli.chaos.history.Call.Seen;
import dev.reprise.cli.chaos.history.Kind;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.Failure;
import dev.reprise.core.Payload;
import dev.reprise.core.history.Happening;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each rule holds for a life as it should be, and notices the life in which it is broken. */
class CheckerTest {
    private static final String ONE_STEP = "{\"steps\":[{\"step\":\"step-0\",\"attempt\":1,\"run\":\"run-1\"}]}";
    private static final Kind STEPS = Kind.STEPS;

    /** One step, all of it as it should be. */
    private static Story life() {
        return begun().stepDone(STEPS, "a", "step-0", 1, "run-1")
                .ends(STEPS, "a", ONE_STEP)
                .told("a", "SUCCEEDED", ONE_STEP);
    }

    private static Story begun() {
        return new Story()
                .plan(Story.steps("a", 1))
                .started("a")
                .begins(STEPS, "a")
                .run("a", "step-0", 1, "run-1", false);
    }

    private static Story taking(String taken, String... acknowledged) {
        var story =
                new Story().plan(Story.signals("s", "s/1", "s/2")).started("s").begins(Kind.SIGNALS, "s");
        for (var signal : acknowledged) {
            story.sent("s", signal, Outcome.OK);
        }
        var result = "{\"steps\":[{},{}],\"signals\":[%s],\"late\":\"\"}".formatted(taken);
        return story.ends(Kind.SIGNALS, "s", result).told("s", "SUCCEEDED", result);
    }

    private static void assertBroken(Story story, String rule, Harm harm) {
        assertThat(story.violations()).as("what was found").anySatisfy(violation -> {
            assertThat(violation.rule()).isEqualTo(rule);
            assertThat(violation.harm()).isEqualTo(harm);
        });
    }

    @Test
    void aLifeAsItShouldBeBreaksNothing() {
        assertThat(life().violations()).isEmpty();
        assertThat(taking("\"s/2\",\"s/1\"", "s/1", "s/2", "s/late").violations())
                .isEmpty();
    }

    @Test
    void anAcknowledgedStartThatTheTopicDoesNotHaveIsLost() {
        assertBroken(new Story().plan(Story.steps("a", 1)).started("a"), "one start", Harm.LOST);
    }

    @Test
    void oneNameForTwoExecutionsIsADuplicate() {
        assertBroken(
                life().happenedToTwin("chaos-steps", "a", new Happening.ExecutionStarted(null, Duration.ofDays(1))),
                "one start",
                Harm.DUPLICATED);
    }

    @Test
    void twoIdsToldForOneNameAreADuplicate() {
        assertBroken(
                life().call(Action.START, "a", "", Outcome.OK, new Seen(Story.id("other"), "RUNNING", 0, null)),
                "one start",
                Harm.DUPLICATED);
    }

    @Test
    void aStartThatNobodyEverAcknowledgedIsStuck() {
        assertBroken(
                new Story().plan(Story.steps("a", 1)).call(Action.START, "a", "", Outcome.UNKNOWN, null),
                "one end",
                Harm.STUCK);
    }

    @Test
    void anExecutionWithoutAnEndIsStuck() {
        assertBroken(begun(), "one end", Harm.STUCK);
    }

    @Test
    void anEndThatItsClientNeverSeesIsStuck() {
        assertBroken(
                begun().stepDone(STEPS, "a", "step-0", 1, "run-1").ends(STEPS, "a", ONE_STEP), "one end", Harm.STUCK);
    }

    @Test
    void twoEndsAreADuplicate() {
        assertBroken(life().ends(STEPS, "a", ONE_STEP), "one end", Harm.DUPLICATED);
    }

    @Test
    void aFailureWhereTheCodeSucceedsIsWrong() {
        assertBroken(
                begun().happened("chaos-steps", "a", null, new Happening.ExecutionFailed(Failure.UNKNOWN))
                        .told("a", "FAILED", null),
                "one end",
                Harm.WRONG);
    }

    @Test
    void aMissingEventIsLost() {
        assertBroken(
                begun().happened("chaos-steps", "a", 3, null, new Happening.ExecutionSucceeded(Payload.of(ONE_STEP))),
                "history",
                Harm.LOST);
    }

    @Test
    void anEventPublishedTwiceIsADuplicate() {
        assertBroken(
                begun().happened("chaos-steps", "a", 1, null, new Happening.ExecutionStarted(null, Duration.ofDays(1))),
                "history",
                Harm.DUPLICATED);
    }

    @Test
    void anEventAfterTheEndIsWrong() {
        assertBroken(life().stepDone(STEPS, "a", "step-1", 1, "run-1"), "history", Harm.WRONG);
    }

    @Test
    void aHistoryThatDoesNotBeginWithTheStartIsWrong() {
        assertBroken(
                new Story().stepDone(STEPS, "a", "step-0", 1, "run-1").ends(STEPS, "a", ONE_STEP),
                "history",
                Harm.WRONG);
    }

    @Test
    void aTopicThatHasOtherThanTheJournalComesToIsWrong() {
        var evidence = life().evidence();
        var other =
                begun().stepDone(STEPS, "a", "step-0", 2, "run-1").evidence().events();

        assertThat(Checker.check(
                        new Evidence(evidence.plans(), evidence.calls(), evidence.runs(), evidence.events(), other)))
                .extracting(Violation::rule, Violation::harm)
                .containsExactly(tuple("same when folded again", Harm.WRONG));
    }

    @Test
    void anEventThatTheJournalComesToAndTheTopicDoesNotHaveIsLost() {
        var evidence = life().evidence();
        var more = life().happened("chaos-steps", "a", null, new Happening.ContextStarted())
                .evidence()
                .events();

        assertThat(Checker.check(
                        new Evidence(evidence.plans(), evidence.calls(), evidence.runs(), evidence.events(), more)))
                .extracting(Violation::rule, Violation::harm)
                .containsExactly(tuple("same when folded again", Harm.LOST));
    }

    @Test
    void aResultThatDoesNotFollowFromThePlanIsWrong() {
        assertBroken(
                begun().ends(STEPS, "a", "{\"steps\":[]}").told("a", "SUCCEEDED", "{\"steps\":[]}"),
                "result",
                Harm.WRONG);
        assertBroken(
                new Story()
                        .plan(Story.of(Kind.CALLBACKS, "c"))
                        .started("c")
                        .begins(Kind.CALLBACKS, "c")
                        .ends(Kind.CALLBACKS, "c", "{\"answer\":\"somebody else's\"}"),
                "result",
                Harm.WRONG);
    }

    @Test
    void aClientThatIsToldAnotherResultThanTheTopicHasIsToldWrong() {
        assertBroken(life().told("a", "SUCCEEDED", "{\"steps\":[{}]}"), "result", Harm.WRONG);
    }

    @Test
    void anAttemptThatWasNotPlannedToSucceedIsWrong() {
        assertBroken(
                begun().ends(STEPS, "a", ONE_STEP.replace("\"attempt\":1", "\"attempt\":2")), "result", Harm.WRONG);
    }

    @Test
    void anAcknowledgedSignalThatNobodyTakesIsLost() {
        assertBroken(taking("\"s/1\"", "s/1", "s/2"), "signals", Harm.LOST);
    }

    @Test
    void aSignalWhoseOutcomeIsUnknownMayBeTakenOrNot() {
        var taken = taking("\"s/1\"", "s/1").sent("s", "s/2", Outcome.UNKNOWN);
        assertThat(taken.violations()).noneMatch(violation -> violation.rule().equals("signals"));
    }

    @Test
    void aSignalThatIsTakenTwiceIsADuplicate() {
        assertBroken(taking("\"s/1\",\"s/1\"", "s/1"), "signals", Harm.DUPLICATED);
    }

    @Test
    void aSignalThatNobodySentIsWrong() {
        assertBroken(taking("\"s/1\",\"x\"", "s/1"), "signals", Harm.WRONG);
    }

    @Test
    void aRecordedResultOfARunThatNeverBeganIsWrong() {
        assertBroken(begun().stepDone(STEPS, "a", "step-0", 1, "run-9"), "steps", Harm.WRONG);
    }

    @Test
    void aRecordedResultUnderAnotherAttemptThanThatOfItsRunIsWrong() {
        assertBroken(begun().stepDone(STEPS, "a", "step-0", 2, "run-1"), "steps", Harm.WRONG);
    }

    @Test
    void aStepThatIsRecordedTwiceIsADuplicate() {
        assertBroken(
                begun().stepDone(STEPS, "a", "step-0", 1, "run-1").stepDone(STEPS, "a", "step-0", 1, "run-1"),
                "steps",
                Harm.DUPLICATED);
    }

    @Test
    void aStepThatMayRunAgainMayRunAgain() {
        assertThat(life().run("a", "step-0", 1, "run-2", false).violations()).isEmpty();
    }

    @Test
    void anAttemptAtMostOnceThatBeginsTwiceIsADuplicate() {
        assertBroken(
                life().run("a", "once", 1, "run-2", true).run("a", "once", 1, "run-3", true), "steps", Harm.DUPLICATED);
        assertThat(life().run("a", "once", 1, "run-2", true)
                        .run("a", "once", 2, "run-3", true)
                        .violations())
                .isEmpty();
    }

    private static Story calling(String told) {
        return new Story()
                .begins(Kind.CALLS, "caller")
                .happened(
                        "chaos-calls",
                        "caller",
                        "call",
                        new Happening.ChainedInvokeStarted(
                                "chaos-steps", "$LATEST", new ExecutionKey("chaos-steps", "a"), null, null))
                .begins(STEPS, "a")
                .ends(STEPS, "a", ONE_STEP)
                .happened("chaos-calls", "caller", "call", new Happening.ChainedInvokeSucceeded(Payload.of(told)))
                .ends(Kind.CALLS, "caller", "{}");
    }

    @Test
    void aCallerIsToldWhatTheCalledFunctionCameTo() {
        assertThat(calling(ONE_STEP).violations()).isEmpty();
        assertBroken(calling("{}"), "calls", Harm.WRONG);
    }

    @Test
    void aCallThatStartsTwoExecutionsIsADuplicate() {
        assertBroken(
                calling(ONE_STEP)
                        .happenedToTwin("chaos-steps", "a", new Happening.ExecutionStarted(null, Duration.ofDays(1))),
                "calls",
                Harm.DUPLICATED);
    }

    private static Story waiting(Instant due) {
        return new Story()
                .begins(Kind.TIMERS, "t")
                .happened("chaos-timers", "t", "w", new Happening.WaitStarted(Duration.ofSeconds(1), due))
                .happened("chaos-timers", "t", "w", new Happening.WaitSucceeded(Duration.ofSeconds(1)));
    }

    @Test
    void aWaitThatEndsBeforeItsTimeIsWrong() {
        assertThat(waiting(Instant.EPOCH).violations())
                .noneMatch(violation -> violation.rule().equals("timers"));
        assertBroken(waiting(Instant.parse("2099-01-01T00:00:00Z")), "timers", Harm.WRONG);
    }

    @Test
    void aWaitThatEndsTwiceIsADuplicate() {
        assertBroken(
                waiting(Instant.EPOCH)
                        .happened("chaos-timers", "t", "w", new Happening.WaitSucceeded(Duration.ofSeconds(1))),
                "timers",
                Harm.DUPLICATED);
    }

    @Test
    void anExecutionThatIsNotThereAfterItsStartWasAcknowledgedIsAWrongRead() {
        assertBroken(life().call(Action.READ, "a", "", Outcome.REFUSED, null), "reads", Harm.WRONG);
        assertThat(life().call(Action.READ, "a", "", Outcome.UNKNOWN, null).violations())
                .isEmpty();
    }

    @Test
    void anExecutionThatReopensIsAWrongRead() {
        assertBroken(life().read("a", "RUNNING", 3, null), "reads", Harm.WRONG);
    }

    @Test
    void anExecutionWhoseEventsShrinkIsAWrongRead() {
        assertBroken(
                life().read("a", "SUCCEEDED", 3, ONE_STEP).read("a", "SUCCEEDED", 2, ONE_STEP), "reads", Harm.WRONG);
    }

    @Test
    void readsAtTheSameTimeMaySeeEither() {
        var early = new Seen(Story.id("a"), "RUNNING", 1, null);
        var evidence = life().evidence();
        var calls = new ArrayList<>(evidence.calls());
        var last = calls.getLast();
        calls.add(new Call(
                Action.READ, "node-2", "a", "", last.endedMicros(), last.endedMicros() + 9, Outcome.OK, 200, early));

        assertThat(Checker.check(
                        new Evidence(evidence.plans(), calls, evidence.runs(), evidence.events(), evidence.events())))
                .isEmpty();
    }

    @Test
    void everyRuleIsBrokenByOneOfTheseTests() {
        assertThat(Checker.rules())
                .containsExactly(
                        "one start",
                        "one end",
                        "history",
                        "same when folded again",
                        "result",
                        "signals",
                        "steps",
                        "calls",
                        "timers",
                        "reads");
        assertThat(List.of(Harm.values())).hasSize(4);
    }
}
