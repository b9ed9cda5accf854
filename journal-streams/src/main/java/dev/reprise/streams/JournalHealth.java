package dev.reprise.streams;

/**
 * How the journal is doing.
 *
 * @param ready whether every partition this node owns is served
 * @param reason a sentence for people: what it is doing, or what is wrong
 * @param quarantined how many executions of this node's partitions are quarantined, which somebody should look at
 */
public record JournalHealth(boolean ready, String reason, int quarantined) {}
