package dev.reprise.core.operation;

import dev.reprise.core.OperationId;
import dev.reprise.core.Patterns;
import org.jspecify.annotations.Nullable;

/**
 * How an operation is named: by whom, within what. Stored and echoed exactly as received, because SDKs compare it on
 * replay to detect changed code.
 *
 * @param id the operation's id
 * @param parent the enclosing context, absent at the root
 * @param name the user's name for it, 1 to 256 characters of printable ASCII
 * @param subType the SDK's finer kind, such as {@code Step} or {@code Signal}, 1 to 32 word characters
 */
public record OperationRef(
        OperationId id,
        @Nullable OperationId parent,
        @Nullable String name,
        @Nullable String subType) {
    public OperationRef {
        if (name != null) {
            Patterns.requirePrintable("an operation name", name, 256);
        }
        if (subType != null) {
            Patterns.requireWord("an operation subtype", subType, 32);
        }
    }

    /** A reference at the root. */
    public static OperationRef of(String id, @Nullable String name, @Nullable String subType) {
        return new OperationRef(new OperationId(id), null, name, subType);
    }
}
