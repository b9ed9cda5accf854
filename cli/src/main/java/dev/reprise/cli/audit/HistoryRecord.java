package dev.reprise.cli.audit;

import dev.reprise.schemas.codec.AuditedEvent;

/** What one record of the history topic turned out to be. */
public sealed interface HistoryRecord {
    /** An event. */
    record Event(AuditedEvent event) implements HistoryRecord {}

    /** The removal of an event whose execution is past its retention. */
    record Purged(String key) implements HistoryRecord {}

    /**
     * Bytes that this release cannot read.
     *
     * @param where topic/partition/offset
     * @param why a sentence
     */
    record Undecodable(String where, String why) implements HistoryRecord {}
}
