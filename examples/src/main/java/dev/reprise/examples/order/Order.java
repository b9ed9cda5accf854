package dev.reprise.examples.order;

import java.math.BigDecimal;

/**
 * What somebody ordered.
 *
 * @param id the order's number
 * @param cardToken stands for the card, never its number
 * @param total what it costs
 */
public record Order(String id, String cardToken, BigDecimal total) {}
