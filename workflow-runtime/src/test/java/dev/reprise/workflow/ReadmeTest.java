package dev.reprise.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The README's example, so that it compiles and does what the README says. */
class ReadmeTest {
    record Order(String id, String cardToken, long cents) {}

    record Receipt(String status, String txnId) {}

    static final class CardDeclined extends Exception {}

    interface Payments {
        String charge(String cardToken, long cents, String idempotencyKey) throws CardDeclined;

        void refund(String txnId, String idempotencyKey);
    }

    record OrderWorkflow(Payments payments) implements DurableFunction<Order, Receipt> {
        @Override
        public Receipt run(Order order, DurableContext dc) {
            var txnId = dc.step(
                    "charge-payment",
                    String.class,
                    () -> payments.charge(
                            order.cardToken(),
                            order.cents(),
                            StepContext.current().idempotencyKey()),
                    RetryPolicy.exponential(5, Duration.ofSeconds(2)).never(CardDeclined.class));

            var review = dc.waitForSignal(
                    "fraud-review", WaitOptions.timeout(Duration.ofHours(72)).orElse("reject"));
            dc.logger().info("Review of {} says {}", order.id(), review.json());

            if (review.is("reject")) {
                dc.step(
                        "issue-refund",
                        () -> payments.refund(txnId, StepContext.current().idempotencyKey()));
                return new Receipt("rejected", txnId);
            }
            return new Receipt("fulfilled", txnId);
        }
    }

    private final Payments payments = new Payments() {
        @Override
        public String charge(String cardToken, long cents, String idempotencyKey) {
            return "tx-" + cents;
        }

        @Override
        public void refund(String txnId, String idempotencyKey) {
            refunds++;
        }
    };

    private int refunds;
    private final LocalRun run = LocalRun.of(
            FunctionDefinition.of("order", () -> new OrderWorkflow(payments)),
            "{\"id\":\"o-1\",\"cardToken\":\"card\",\"cents\":4200}");

    @Test
    void orderIsFulfilledWhenApproved() {
        run.run().signal("fraud-review", "\"approve\"");

        assertThat(run.resultJson()).isEqualTo("{\"status\":\"fulfilled\",\"txnId\":\"tx-4200\"}");
        assertThat(refunds).isZero();
    }

    @Test
    void orderIsRefundedWhenNobodyReviewsItInTime() {
        run.run().advance(Duration.ofHours(72));

        assertThat(run.resultJson()).isEqualTo("{\"status\":\"rejected\",\"txnId\":\"tx-4200\"}");
        assertThat(refunds).isOne();
    }
}
