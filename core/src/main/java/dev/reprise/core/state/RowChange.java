package dev.reprise.core.state;

import org.jspecify.annotations.Nullable;

/**
 * A row that a record changed.
 *
 * @param row its key
 * @param value its new value, or null when it is removed
 * @param <V> what the row holds
 */
public record RowChange<V>(Row<V> row, @Nullable V value) {}
