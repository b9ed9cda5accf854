package dev.reprise.examples.analyst;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.examples.services.Ledger;
import dev.reprise.examples.services.MemoryLedger;
import dev.reprise.testkit.EveryCrashPoint;
import dev.reprise.testkit.JournalOnFailure;
import dev.reprise.testkit.LocalFunction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(JournalOnFailure.class)
class AiAnalystTest {
    private static final Question QUESTION = new Question("Why did sales fall?");
    private static final Findings ANSWER =
            new Findings("Sales fell because the shop was closed for two rainy days.", 4, "model");

    private static LocalFunction<Question, Findings> analyst(Ledger ledger) {
        return analyst(ScriptedModel.ofSalesQuestion(ledger), ledger);
    }

    private static LocalFunction<Question, Findings> analyst(LanguageModel model, Ledger ledger) {
        return LocalFunction.of(() -> new AiAnalyst(model, new Tools(ledger)));
    }

    @Test
    void theModelAndItsToolsAreAskedOnceForEachTurnWhereverTheProcessDies() {
        EveryCrashPoint.check(crashes -> {
            var ledger = new MemoryLedger();
            var execution = analyst(ledger).crashing(crashes).start(QUESTION);
            assertThat(execution).isWaitingForSignal("human-answer");
            execution.advance(Duration.ofHours(47));
            execution.signal("human-answer", "Yes, for repairs.");
            assertThat(execution).hasSucceededWith(ANSWER);
            for (var step : List.of("think-1", "sales-1", "think-2", "weather-2", "think-3", "think-4")) {
                assertThat(execution).ranStep(step, crashes.repeats(step) ? 2 : 1);
            }
            assertThat(ledger.entries())
                    .extracting(Ledger.Entry::effect)
                    .containsExactly(
                            "model call 1",
                            "look up sales of last week",
                            "model call 2",
                            "look up weather of last week",
                            "model call 3",
                            "model call 4");
            execution.replay();
        });
    }

    @Test
    void nobodyNeedsToAnswerForEver() {
        var execution = analyst(new MemoryLedger()).start(QUESTION);
        execution.advance(Duration.ofHours(48));
        assertThat(execution)
                .hasSucceededWith(
                        new Findings("Sales fell by a third while it rained. Was the shop closed?", 3, "nobody"));
    }

    @Test
    void aModelThatFindsNoEndIsStoppedAfterTwelveTurns() {
        var ledger = new MemoryLedger();
        var endless = new ScriptedModel(ledger, List.of(Reply.tool("sales", "yesterday")));
        var execution = analyst(endless, ledger).start(QUESTION);
        assertThat(execution)
                .hasSucceededWith(new Findings("No answer within 12 turns", 12, "nobody"))
                .ranStep("think-12", 1)
                .neverRanStep("think-13");
    }

    @Test
    void aModelThatCannotBeReachedIsAskedAgain() {
        var calls = new AtomicInteger();
        LanguageModel shaky = conversation -> {
            if (calls.incrementAndGet() < 3) {
                throw new UncheckedIOException(new IOException("connection reset"));
            }
            return Reply.answer("At last.");
        };
        var execution = analyst(shaky, new MemoryLedger()).start(QUESTION);
        execution.skipWaits();
        assertThat(execution)
                .hasSucceededWith(new Findings("At last.", 1, "model"))
                .ranStep("think-1", 3);
    }
}
