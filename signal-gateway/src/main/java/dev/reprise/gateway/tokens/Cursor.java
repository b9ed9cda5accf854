package dev.reprise.gateway.tokens;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where the next page of a list begins.
 *
 * @param question what the list was asked for; a cursor is good only for the same question
 * @param position the place in the list, in the list's own words
 */
public record Cursor(String question, String position) {
    /** Reads what {@link #write} wrote; null for anything else. */
    public static @Nullable Cursor read(Seal seal, String text) {
        var content = seal.open(Seal.Purpose.CURSOR, text);
        if (content == null) {
            return null;
        }
        var both = new String(content, StandardCharsets.UTF_8);
        int end = both.indexOf('\n');
        return end < 0 ? null : new Cursor(both.substring(end + 1), both.substring(0, end));
    }

    /** The cursor as text. The position must not have line breaks. */
    public String write(Seal seal) {
        return seal.close(Seal.Purpose.CURSOR, (position + '\n' + question).getBytes(StandardCharsets.UTF_8));
    }
}
