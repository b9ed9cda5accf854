package dev.reprise.examples.saga;

/**
 * What is to be bought.
 *
 * @param orderId the order's number
 * @param item what
 * @param quantity how many
 */
public record Basket(String orderId, String item, int quantity) {}
