package dev.reprise.gateway.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A secret that a caller shows: {@code reprise_} and 256 random bits. The service keeps its SHA-256 only. A slow hash is
 * for passwords, which can be guessed; nobody guesses one of 2^256, so a fast one tells as little and cannot be used to
 * keep the service busy.
 *
 * @param secret what the caller sends
 */
public record ApiKey(String secret) {
    /** What every key begins with: services that search texts for secrets know it by that. */
    static final String BEGINNING = "reprise_";

    private static final int BYTES = 32;

    /** A new one. */
    public static ApiKey random() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new ApiKey(BEGINNING + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** What is kept of it, in hexadecimal. */
    public String hash() {
        return HexFormat.of().formatHex(digest());
    }

    byte[] digest() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected every JDK to have SHA-256", e);
        }
    }

    /** Shows nothing of it. */
    @Override
    public String toString() {
        return "ApiKey";
    }
}
