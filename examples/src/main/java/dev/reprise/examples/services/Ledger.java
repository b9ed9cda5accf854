package dev.reprise.examples.services;

import java.util.List;
import java.util.Optional;

/**
 * What the services have been asked to do. Each effect happens once for its idempotency key, however often it is asked
 * for; that is how real services keep a repeated request from charging a card twice.
 */
public interface Ledger {
    /**
     * An effect that was asked for.
     *
     * @param key the idempotency key it was asked for under
     * @param effect what was done, such as {@code charge 49.90}
     * @param outcome what the service answered
     */
    record Entry(String key, String effect, String outcome) {}

    /** What was answered for this key before, if anything. */
    Optional<Entry> find(String key);

    /** Notes an effect. */
    void add(Entry entry);

    /** All effects, in the order in which they happened. */
    List<Entry> entries();
}
