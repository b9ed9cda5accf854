package dev.reprise.core.state;

/**
 * The identity of an outgoing message within its partition.
 *
 * @param offset the journal offset of the record that caused it
 * @param index which of that record's messages it is
 */
public record OutgoingId(long offset, int index) {}
