package dev.reprise.core;

import java.nio.charset.StandardCharsets;

/**
 * What a caller knows an execution by: its function and its name. At most one execution has a given key until it is
 * purged, and the key decides the journal partition.
 *
 * @param function the function's name, 1 to 64 word characters
 * @param name the execution's name, 1 to 64 word characters; the caller's idempotency key
 */
public record ExecutionKey(String function, String name) {
    public ExecutionKey {
        Patterns.requireWord("a function name", function, 64);
        Patterns.requireWord("an execution name", name, 64);
    }

    /**
     * Reads {@code function/name}.
     *
     * @throws InvalidValue when the text has another shape
     */
    public static ExecutionKey parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new InvalidValue("Expected 'function/execution-name', but found no '/' in it");
        }
        return new ExecutionKey(text.substring(0, slash), text.substring(slash + 1));
    }

    /** The bytes whose hash chooses the journal partition, the same for every writer. */
    public byte[] routingKey() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return function + "/" + name;
    }
}
