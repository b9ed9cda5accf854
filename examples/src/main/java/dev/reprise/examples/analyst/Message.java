package dev.reprise.examples.analyst;

/**
 * A line of the conversation.
 *
 * @param role {@code user}, {@code model} or {@code tool}
 * @param text what was said
 */
public record Message(String role, String text) {}
