package dev.reprise.streams;

/**
 * How the journal is doing.
 *
 * @param ready whether every partition this node owns is served, but for sealed ones while there are others
 * @param reason a sentence for people: what it is doing, or what is wrong
 * @param owned how many partitions this node owns, whether it serves them yet or not
 * @param quarantined how many executions of this node's partitions are quarantined, which somebody should look at
 * @param sealed how many of this node's partitions stand still because going on would be wrong; {@code reason} says why,
 *     and somebody must act
 */
public record JournalHealth(boolean ready, String reason, int owned, int quarantined, int sealed) {}
