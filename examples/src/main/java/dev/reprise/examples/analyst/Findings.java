package dev.reprise.examples.analyst;

/**
 * What the analyst found.
 *
 * @param answer the answer
 * @param turns how many turns it took
 * @param by {@code model}, {@code person}, or {@code nobody} when neither knew in time
 */
public record Findings(String answer, int turns, String by) {}
