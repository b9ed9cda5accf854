package dev.reprise.examples.order;

import java.math.BigDecimal;

/** The payment provider. */
public interface Payments {
    /**
     * Takes money.
     *
     * @throws CardDeclined when the card will not pay
     */
    Payment charge(String cardToken, BigDecimal amount);

    /** Gives it back. */
    void refund(String txnId);
}
