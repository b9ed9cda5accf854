package dev.reprise.examples.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.examples.services.Ledger;
import dev.reprise.examples.services.MemoryLedger;
import dev.reprise.testkit.Crashes;
import dev.reprise.testkit.EveryCrashPoint;
import dev.reprise.testkit.JournalOnFailure;
import dev.reprise.testkit.LocalFunction;
import dev.reprise.workflow.StepException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(JournalOnFailure.class)
class OrderWorkflowTest {
    private static final Order ORDER = new Order("o-1", "card-1", new BigDecimal("49.90"));
    private static final String REVIEW = "fraud-review-approval";

    private static LocalFunction<Order, Receipt> orders(Ledger ledger) {
        return LocalFunction.of(() -> new OrderWorkflow(new FakePayments(ledger), new FakeShipping(ledger)));
    }

    private static List<String> effects(Ledger ledger) {
        return ledger.entries().stream().map(Ledger.Entry::effect).toList();
    }

    private static String txnId(Ledger ledger) {
        return ledger.entries().getFirst().outcome();
    }

    @Test
    void anApprovedOrderIsFulfilled() {
        var ledger = new MemoryLedger();
        var execution = orders(ledger).start(ORDER);
        assertThat(execution).isWaitingForSignal(REVIEW);
        execution.signal(REVIEW, "approve");
        assertThat(execution).hasSucceededWith(Receipt.fulfilled(txnId(ledger)));
        assertThat(effects(ledger)).containsExactly("charge 49.90", "book parcel for o-1");
    }

    @Test
    void anApprovalThatComesLaterThanReviewersMayTakeIsTooLate() {
        var ledger = new MemoryLedger();
        var execution = orders(ledger).start(ORDER);
        execution.advance(Duration.ofHours(72).minusMillis(1));
        assertThat(execution).isWaitingForSignal(REVIEW);
        execution.advance(Duration.ofMillis(1));
        execution.signal(REVIEW, "approve");
        assertThat(execution).hasSucceededWith(Receipt.rejected("fraud_timeout_or_rejection"));
        assertThat(effects(ledger)).containsExactly("charge 49.90", "refund " + txnId(ledger));
    }

    @Test
    void aDeclinedCardEndsTheOrderAtOnce() {
        var ledger = new MemoryLedger();
        var execution = orders(ledger).start(new Order("o-1", "declined-card", BigDecimal.TEN));
        assertThat(execution).hasFailedWith(StepException.class).ranStep("charge-payment", 1);
        assertThat(effects(ledger)).isEmpty();
    }

    @Test
    void anApprovalThatComesTwiceShipsOnce() {
        var ledger = new MemoryLedger();
        var execution = orders(ledger).losingAnswers().start(ORDER);
        execution.signal(REVIEW, "approve", "review-1");
        execution.signal(REVIEW, "reject", "review-1");
        assertThat(execution)
                .hasSucceededWith(Receipt.fulfilled(txnId(ledger)))
                .recordedSteps("charge-payment", "fulfil-order");
    }

    /** The same result, each step recorded once and each effect had once, wherever the process dies. */
    @Test
    void noCrashIsSeenFromOutside() {
        EveryCrashPoint.check(crashes -> {
            var ledger = new MemoryLedger();
            var execution = orders(ledger).crashing(crashes).start(ORDER);
            execution.signal(REVIEW, "approve");
            assertThat(execution)
                    .hasSucceededWith(Receipt.fulfilled(txnId(ledger)))
                    .recordedSteps("charge-payment", "fulfil-order")
                    .ranStep("charge-payment", times(crashes, "charge-payment"))
                    .ranStep("fulfil-order", times(crashes, "fulfil-order"));
            assertThat(effects(ledger)).containsExactly("charge 49.90", "book parcel for o-1");
            execution.replay();
        });
    }

    @Test
    void noCrashIsSeenFromOutsideWhenNobodyReviews() {
        EveryCrashPoint.check(crashes -> {
            var ledger = new MemoryLedger();
            var execution = orders(ledger).crashing(crashes).start(ORDER);
            execution.advance(Duration.ofHours(72));
            assertThat(execution)
                    .hasSucceededWith(Receipt.rejected("fraud_timeout_or_rejection"))
                    .recordedSteps("charge-payment", "issue-refund")
                    .ranStep("charge-payment", times(crashes, "charge-payment"))
                    .ranStep("issue-refund", times(crashes, "issue-refund"));
            assertThat(effects(ledger)).containsExactly("charge 49.90", "refund " + txnId(ledger));
            execution.replay();
        });
    }

    /** A body that was cut off from its record runs twice, with the same idempotency key; every other one runs once. */
    private static int times(Crashes crashes, String step) {
        return crashes.repeats(step) ? 2 : 1;
    }
}
