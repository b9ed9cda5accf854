package dev.reprise.examples.order;

import dev.reprise.workflow.DurableContext;
import dev.reprise.workflow.DurableFunction;
import dev.reprise.workflow.RetryPolicy;
import dev.reprise.workflow.WaitOptions;
import java.time.Duration;

/** Charges, waits up to 72 hours for a fraud review, and fulfils or refunds. While it waits, nothing runs. */
public final class OrderWorkflow implements DurableFunction<Order, Receipt> {
    private final Payments payments;
    private final Shipping shipping;

    /** With the services it works through. */
    public OrderWorkflow(Payments payments, Shipping shipping) {
        this.payments = payments;
        this.shipping = shipping;
    }

    @Override
    public Receipt run(Order order, DurableContext dc) {
        var payment = dc.step(
                "charge-payment",
                Payment.class,
                () -> payments.charge(order.cardToken(), order.total()),
                RetryPolicy.exponential(5, Duration.ofSeconds(2))
                        .factor(2.0)
                        .cap(Duration.ofSeconds(30))
                        .never(CardDeclined.class));
        var review = dc.waitForSignal(
                "fraud-review-approval",
                WaitOptions.timeout(Duration.ofHours(72)).orElse("reject"));
        if (review.is("reject")) {
            dc.step("issue-refund", () -> payments.refund(payment.txnId()));
            return Receipt.rejected("fraud_timeout_or_rejection");
        }
        dc.step("fulfil-order", () -> shipping.book(order.id()));
        return Receipt.fulfilled(payment.txnId());
    }
}
