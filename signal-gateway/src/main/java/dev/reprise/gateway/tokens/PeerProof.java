package dev.reprise.gateway.tokens;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;

/** Proves that a message was sent by a node with the same secret, just now. */
public final class PeerProof {
    /** How far the clocks of two nodes may be apart, and how long a message may be under way. */
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    private PeerProof() {}

    /** The proof for a message that is sent now. */
    public static String of(Seal seal, byte[] message, Instant now) {
        return seal.close(Seal.Purpose.PEER, content(message, now.toEpochMilli()));
    }

    /** Whether a proof is one for this message, and not too old. */
    public static boolean proves(Seal seal, String proof, byte[] message, Instant now) {
        var content = seal.open(Seal.Purpose.PEER, proof);
        if (content == null || content.length < Long.BYTES) {
            return false;
        }
        long sentAt = ByteBuffer.wrap(content).getLong();
        return MessageDigest.isEqual(content, content(message, sentAt))
                && Math.abs(now.toEpochMilli() - sentAt) <= TOLERANCE.toMillis();
    }

    private static byte[] content(byte[] message, long sentAt) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(message);
            return ByteBuffer.allocate(Long.BYTES + digest.length)
                    .putLong(sentAt)
                    .put(digest)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected every JDK to have SHA-256", e);
        }
    }
}
