package dev.reprise.core;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Opaque UTF-8 text, usually JSON: an input, a result or a signal's content. The engine stores and returns it byte for
 * byte and never parses it. Immutable; equal by content.
 */
public final class Payload {
    /** The payload of no bytes, which is not the same as an absent payload. */
    public static final Payload EMPTY = new Payload(new byte[0]);

    private final byte[] utf8;

    private Payload(byte[] utf8) {
        this.utf8 = utf8;
    }

    /** Wraps text. */
    public static Payload of(String text) {
        return new Payload(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Wraps bytes, which the caller gives up: they must not be changed afterwards. */
    public static Payload ofUtf8(byte[] utf8) {
        return new Payload(utf8);
    }

    /** The content as text. */
    public String text() {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    /** The content, not copied: callers must not change it. */
    public byte[] utf8() {
        return utf8;
    }

    /** The size in bytes, which is what limits are measured in. */
    public int size() {
        return utf8.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Payload that && Arrays.equals(utf8, that.utf8);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(utf8);
    }

    /** Text for logs and failing tests, cut at 100 characters. */
    @Override
    public String toString() {
        var text = text();
        return text.length() <= 100 ? text : text.substring(0, 100) + "… (" + utf8.length + " bytes)";
    }
}
