package dev.reprise.core;

/**
 * The identity of an operation within its execution. Chosen by the SDK, opaque to the engine.
 *
 * @param value 1 to 64 word characters
 */
public record OperationId(String value) implements Comparable<OperationId> {
    public OperationId {
        Patterns.requireWord("an operation id", value, 64);
    }

    @Override
    public int compareTo(OperationId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
