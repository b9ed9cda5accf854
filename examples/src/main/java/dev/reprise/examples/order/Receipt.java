package dev.reprise.examples.order;

import org.jspecify.annotations.Nullable;

/**
 * How an order ended.
 *
 * @param status {@code fulfilled} or {@code rejected}
 * @param txnId the payment, when fulfilled
 * @param reason why not, when rejected
 */
public record Receipt(
        String status, @Nullable String txnId, @Nullable String reason) {
    /** Paid and on its way. */
    public static Receipt fulfilled(String txnId) {
        return new Receipt("fulfilled", txnId, null);
    }

    /** Refunded. */
    public static Receipt rejected(String reason) {
        return new Receipt("rejected", null, reason);
    }
}
