package dev.reprise.core.journal;

import java.time.Instant;

/**
 * Where a record stands in the journal.
 *
 * @param partition the journal partition
 * @param offset the offset in it
 * @param at when the broker appended it: the only clock there is
 */
public record Position(int partition, long offset, Instant at) {}
