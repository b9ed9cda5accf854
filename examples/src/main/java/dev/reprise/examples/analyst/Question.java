package dev.reprise.examples.analyst;

/**
 * What the analyst is to find out.
 *
 * @param text the question
 */
public record Question(String text) {}
