package dev.reprise.streams;

/**
 * What this node has submitted and waits for the verdicts on.
 *
 * @param submissions how many records
 * @param bytes how large they are together, as they are written to the journal
 */
public record Backlog(int submissions, long bytes) {}
