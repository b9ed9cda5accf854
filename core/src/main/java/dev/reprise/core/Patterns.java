package dev.reprise.core;

import java.util.function.IntPredicate;

/** The shapes that names and ids must have, checked once, where a value is made. */
public final class Patterns {
    private Patterns() {}

    /**
     * Checks for letters, digits, {@code -} and {@code _}: the alphabet of every id that appears in a path or an ARN.
     *
     * @param what what the value is, as in "an operation id"
     * @param maxLength in characters
     * @throws InvalidValue when it is empty, too long or has other characters
     */
    public static void requireWord(String what, String value, int maxLength) {
        require(what, value, maxLength, "letters, digits, '-' and '_'", Patterns::isWord);
    }

    /**
     * Checks for printable ASCII, the alphabet of names that people read.
     *
     * @param what what the value is, as in "a signal name"
     * @param maxLength in characters
     * @throws InvalidValue when it is empty, too long or has other characters
     */
    public static void requirePrintable(String what, String value, int maxLength) {
        require(what, value, maxLength, "printable ASCII", c -> c >= 0x20 && c <= 0x7E);
    }

    private static void require(String what, String value, int maxLength, String alphabet, IntPredicate allowed) {
        if (value.isEmpty() || value.length() > maxLength || !consistsOf(value, allowed)) {
            throw new InvalidValue("Expected %s of 1 to %d characters (%s), but found '%s' (%d characters)"
                    .formatted(what, maxLength, alphabet, shortened(value), value.length()));
        }
    }

    /** A loop and not a stream: each name and id of each record comes by here, several times. */
    private static boolean consistsOf(String value, IntPredicate allowed) {
        for (int i = 0; i < value.length(); i++) {
            if (!allowed.test(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWord(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }

    private static String shortened(String value) {
        return value.length() <= 80 ? value : value.substring(0, 80) + "…";
    }
}
