package dev.reprise.core.state;

/**
 * Why records about an execution are not folded.
 *
 * @param poison the record that began it
 * @param recorded whether the journal says so; if not, only this build of the fold does, and nobody may be told anything
 *     about the execution that another build would have to stand by
 */
public record Quarantine(Poison poison, boolean recorded) {}
