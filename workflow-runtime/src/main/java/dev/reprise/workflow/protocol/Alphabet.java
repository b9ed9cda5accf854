package dev.reprise.workflow.protocol;

import java.util.function.IntPredicate;

/**
 * What a text may consist of, at least one character of it. The model says that with regular expressions, which messages
 * repeat; but every id of every operation is looked at, and matching an expression costs many times a look at each character.
 */
public final class Alphabet {
    /** Ids and finer kinds. */
    static final Alphabet WORD = new Alphabet("[a-zA-Z0-9-_]+", c -> isAlphanumeric(c) || c == '-' || c == '_', 0);

    /** Names. */
    static final Alphabet PRINTABLE = new Alphabet("[\\x20-\\x7E]+", c -> c >= 0x20 && c <= 0x7E, 0);

    /** Client tokens. */
    public static final Alphabet VISIBLE = new Alphabet("[\\x21-\\x7E]+", c -> c >= 0x21 && c <= 0x7E, 0);

    /** Checkpoint tokens. */
    static final Alphabet BASE64 =
            new Alphabet("[A-Za-z0-9+/]+={0,2}", c -> isAlphanumeric(c) || c == '+' || c == '/', 2);

    private final String expression;
    private final IntPredicate allowed;
    private final int padding;

    private Alphabet(String expression, IntPredicate allowed, int padding) {
        this.expression = expression;
        this.allowed = allowed;
        this.padding = padding;
    }

    private static boolean isAlphanumeric(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /** Whether a text consists of nothing else. */
    boolean covers(String text) {
        int end = text.length();
        while (end > 0 && text.length() - end < padding && text.charAt(end - 1) == '=') {
            end--;
        }
        for (int i = 0; i < end; i++) {
            if (!allowed.test(text.charAt(i))) {
                return false;
            }
        }
        return end > 0;
    }

    /** The regular expression. */
    @Override
    public String toString() {
        return expression;
    }
}
