package dev.reprise.core.operation;

import dev.reprise.core.OperationId;
import org.jspecify.annotations.Nullable;

/**
 * How an operation is named: by whom, within what. Stored and echoed exactly as received, because SDKs compare it on
 * replay to detect changed code.
 *
 * @param id the operation's id
 * @param parent the enclosing context, absent at the root
 * @param name the user's name for it
 * @param subType the SDK's finer kind, such as {@code Step} or {@code Signal}
 */
public record OperationRef(
        OperationId id,
        @Nullable OperationId parent,
        @Nullable String name,
        @Nullable String subType) {
    /** A reference at the root. */
    public static OperationRef of(String id, @Nullable String name, @Nullable String subType) {
        return new OperationRef(new OperationId(id), null, name, subType);
    }
}
