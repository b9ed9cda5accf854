package dev.reprise.examples.order;

/**
 * A payment that was made.
 *
 * @param txnId what the payment provider knows it by
 */
public record Payment(String txnId) {}
