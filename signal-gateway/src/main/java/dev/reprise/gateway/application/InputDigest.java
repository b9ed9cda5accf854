package dev.reprise.gateway.application;

import dev.reprise.core.Payload;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Tells one input from another without keeping it. */
public final class InputDigest {
    private InputDigest() {}

    /** The SHA-256 of an input in hexadecimal digits, or a word for none. */
    public static String of(@Nullable Payload input) {
        if (input == null) {
            return "none";
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(input.utf8()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every JDK to have SHA-256", e);
        }
    }
}
