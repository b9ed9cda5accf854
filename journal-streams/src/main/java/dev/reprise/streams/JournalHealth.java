package dev.reprise.streams;

/**
 * How the journal is doing.
 *
 * @param ready whether every partition this node owns is served
 * @param reason a sentence for people: what it is doing, or what is wrong
 */
public record JournalHealth(boolean ready, String reason) {}
