package dev.reprise.examples.saga;

import java.util.List;

/**
 * How a purchase ended.
 *
 * @param status {@code bought}, or {@code out of stock} with everything undone
 * @param undone the compensations that ran, in the order in which they did
 */
public record Purchase(String status, List<String> undone) {}
