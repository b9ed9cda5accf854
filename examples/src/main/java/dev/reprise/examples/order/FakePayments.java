package dev.reprise.examples.order;

import dev.reprise.examples.services.Ledger;
import dev.reprise.examples.services.Service;
import java.math.BigDecimal;
import java.util.UUID;

/** A payment provider that declines cards whose token begins with {@code declined}. */
public final class FakePayments extends Service implements Payments {
    /** With this ledger. */
    public FakePayments(Ledger ledger) {
        super(ledger);
    }

    @Override
    public Payment charge(String cardToken, BigDecimal amount) {
        if (cardToken.startsWith("declined")) {
            throw new CardDeclined(cardToken);
        }
        return new Payment(once(
                "charge " + amount, () -> "txn-" + UUID.randomUUID().toString().substring(0, 8)));
    }

    @Override
    public void refund(String txnId) {
        once("refund " + txnId, () -> "refunded");
    }
}
