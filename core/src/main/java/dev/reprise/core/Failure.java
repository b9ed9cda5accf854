package dev.reprise.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong in user code or at a deadline, as data. Every part may be absent.
 *
 * @param type the error's type, such as {@code com.example.CardDeclined} or {@code Callback.Timeout}
 * @param message a sentence for people
 * @param data text that only the user's code understands
 * @param stackTrace the frames, outermost last; empty when there are none
 */
public record Failure(
        @Nullable String type,
        @Nullable String message,
        @Nullable String data,
        List<String> stackTrace) {
    /** A failure that says nothing; legal on the wire. */
    public static final Failure UNKNOWN = new Failure(null, null, null, List.of());

    public Failure {
        stackTrace = List.copyOf(stackTrace);
    }

    /** A failure of a type with a message. */
    public static Failure of(String type, String message) {
        return new Failure(type, message, null, List.of());
    }

    /** Roughly how many bytes this takes in storage. */
    public long size() {
        long size = length(type) + length(message) + length(data);
        for (var frame : stackTrace) {
            size += frame.length();
        }
        return size;
    }

    private static long length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
