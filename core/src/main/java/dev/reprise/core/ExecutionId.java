package dev.reprise.core;

import java.util.UUID;

/**
 * The identity of one execution: the journal partition that owns it, in four hexadecimal digits, and a UUID, as in
 * {@code 0003-018f2c2e-7d0a-7c1e-9f0a-3b1d5e7f9a11}. The partition is part of the id so that whoever holds an id can
 * find the owner without a lookup.
 *
 * @param partition the journal partition, 0 to 65535
 * @param unique what tells this execution from every other
 */
public record ExecutionId(int partition, UUID unique) implements Comparable<ExecutionId> {
    private static final int TEXT_LENGTH = 41;

    public ExecutionId {
        if (partition < 0 || partition > 0xFFFF) {
            throw new InvalidValue("Expected a partition from 0 to 65535, but found " + partition);
        }
    }

    /**
     * Reads the textual form.
     *
     * @throws InvalidValue when the text is not an execution id
     */
    public static ExecutionId parse(String text) {
        try {
            if (text.length() == TEXT_LENGTH && text.charAt(4) == '-') {
                var id = new ExecutionId(Integer.parseInt(text, 0, 4, 16), UUID.fromString(text.substring(5)));
                if (id.toString().equals(text)) {
                    return id;
                }
            }
        } catch (IllegalArgumentException notAnId) {
            // said below, in the same words as for a wrong length
        }
        throw new InvalidValue("Expected an execution id such as 0003-018f2c2e-7d0a-7c1e-9f0a-3b1d5e7f9a11, but found '"
                + (text.length() <= 80 ? text : text.substring(0, 80) + "…") + "'");
    }

    @Override
    public int compareTo(ExecutionId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        var digits = Integer.toHexString(partition);
        return "0000".substring(digits.length()) + digits + "-" + unique;
    }
}
