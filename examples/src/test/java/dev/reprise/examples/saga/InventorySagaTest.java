package dev.reprise.examples.saga;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.examples.services.Ledger;
import dev.reprise.examples.services.MemoryLedger;
import dev.reprise.testkit.EveryCrashPoint;
import dev.reprise.testkit.JournalOnFailure;
import dev.reprise.testkit.LocalFunction;
import dev.reprise.workflow.StepException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(JournalOnFailure.class)
class InventorySagaTest {
    private static LocalFunction<Basket, Purchase> purchases(Ledger ledger) {
        return LocalFunction.of(() -> new InventorySaga(new Shop(ledger)));
    }

    private static List<String> effects(Ledger ledger) {
        return ledger.entries().stream().map(Ledger.Entry::effect).toList();
    }

    @Test
    void whatIsThereIsBoughtWhereverTheProcessDies() {
        EveryCrashPoint.check(crashes -> {
            var ledger = new MemoryLedger();
            var execution = purchases(ledger).crashing(crashes).start(new Basket("o-1", "lamp", 3));
            assertThat(execution)
                    .hasSucceededWith(new Purchase("bought", List.of()))
                    .recordedSteps("book-van", "authorise-payment", "reserve-goods", "dispatch-van");
            assertThat(effects(ledger))
                    .containsExactly(
                            "book van for o-1",
                            "authorise payment of o-1",
                            "reserve 3 lamp",
                            "dispatch van-o-1, take auth-o-1");
            execution.replay();
        });
    }

    @Test
    void whatIsNotThereLeavesNothingBehindWhereverTheProcessDies() {
        EveryCrashPoint.check(crashes -> {
            var ledger = new MemoryLedger();
            var execution = purchases(ledger).crashing(crashes).start(new Basket("o-1", "piano", Shop.STOCK + 1));
            assertThat(execution)
                    .hasSucceededWith(new Purchase("out of stock", List.of("release-payment", "cancel-van")))
                    .recordedSteps("book-van", "authorise-payment", "release-payment", "cancel-van");
            for (var step :
                    List.of("book-van", "authorise-payment", "reserve-goods", "release-payment", "cancel-van")) {
                assertThat(execution).ranStep(step, crashes.repeats(step) ? 2 : 1);
            }
            assertThat(effects(ledger))
                    .containsExactly(
                            "book van for o-1", "authorise payment of o-1", "release auth-o-1", "cancel van-o-1");
            execution.replay();
        });
    }

    @Test
    void aPurchaseThatFailsOtherwiseIsUndoneTooAndFails() {
        var ledger = new MemoryLedger();
        var execution = purchases(ledger).start(new Basket("snow-1", "lamp", 1));
        execution.skipWaits();
        assertThat(execution)
                .hasFailedWith(StepException.class)
                .ranStep("dispatch-van", 5)
                .recordedSteps(
                        "book-van",
                        "authorise-payment",
                        "reserve-goods",
                        "put-back-goods",
                        "release-payment",
                        "cancel-van");
    }
}
