package dev.reprise.gateway.tokens;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs small contents, so that what comes back is known to have been given out by a node with the same secret. Not
 * encrypted. The text is hexadecimal: it needs no escaping in a path or query, and every base64 pattern allows it.
 *
 * <p>Layout: version, key id, content, the first 16 bytes of an HMAC-SHA256 over all that and the purpose. Thread-safe.
 */
public final class Seal {
    /** The shortest secret. */
    public static final int MIN_SECRET_BYTES = 16;

    private static final byte VERSION = 1;
    private static final int HEAD_BYTES = 2;
    private static final int MAC_BYTES = 16;
    private static final String ALGORITHM = "HmacSHA256";

    private final List<Key> keys;

    /**
     * A secret to sign with.
     *
     * @param initialised with the secret, to be copied: one is for one thread, and to make one takes long
     */
    private record Key(byte id, SecretKeySpec secret, Mac initialised) {}

    /** What a text is for. One for one purpose is refused for another. */
    enum Purpose {
        CHECKPOINT,
        STATE_MARKER,
        CALLBACK,
        CURSOR,
        PEER,
        TASK,
        LEASE,
        SIGNAL_LINK
    }

    /**
     * A seal that signs with the first secret and accepts all of them, so that a secret can be replaced.
     *
     * @param secrets at least one, each at least {@link #MIN_SECRET_BYTES} long
     */
    public Seal(List<byte[]> secrets) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("Expected at least one secret to sign tokens with, but found none");
        }
        keys = secrets.stream().map(Seal::key).toList();
    }

    private static Key key(byte[] secret) {
        if (secret.length < MIN_SECRET_BYTES) {
            throw new IllegalArgumentException("Expected a secret of at least %d bytes, but found one of %d"
                    .formatted(MIN_SECRET_BYTES, secret.length));
        }
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(secret);
            var spec = new SecretKeySpec(secret, ALGORITHM);
            return new Key(digest[0], spec, initialised(spec));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected every JDK to have SHA-256", e);
        }
    }

    private static Mac initialised(SecretKeySpec secret) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected every JDK to have " + ALGORITHM, e);
        }
    }

    /** The signed text of a content. */
    String close(Purpose purpose, byte[] content) {
        var key = keys.getFirst();
        var signed = ByteBuffer.allocate(HEAD_BYTES + content.length)
                .put(VERSION)
                .put(key.id())
                .put(content)
                .array();
        return HexFormat.of().formatHex(signed)
                + HexFormat.of().formatHex(mac(key, purpose, signed, signed.length), 0, MAC_BYTES);
    }

    /** The content of a text, or null when no node with one of these secrets gave it out for this purpose. */
    byte @Nullable [] open(Purpose purpose, String text) {
        var bytes = unhexed(text);
        if (bytes == null || bytes.length < HEAD_BYTES + MAC_BYTES || bytes[0] != VERSION) {
            return null;
        }
        int end = bytes.length - MAC_BYTES;
        var given = Arrays.copyOfRange(bytes, end, bytes.length);
        for (var key : keys) {
            if (key.id() == bytes[1]
                    && MessageDigest.isEqual(Arrays.copyOf(mac(key, purpose, bytes, end), MAC_BYTES), given)) {
                return Arrays.copyOfRange(bytes, HEAD_BYTES, end);
            }
        }
        return null;
    }

    private static byte @Nullable [] unhexed(String text) {
        if (text.length() % 2 != 0) {
            return null;
        }
        var bytes = new byte[text.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            int value = nibble(text.charAt(2 * i)) << 4 | nibble(text.charAt(2 * i + 1));
            if (value < 0) {
                return null;
            }
            bytes[i] = (byte) value;
        }
        return bytes;
    }

    /** Negative for what is no digit; capitals are none, since they were not given out. */
    private static int nibble(char digit) {
        if (digit >= '0' && digit <= '9') {
            return digit - '0';
        }
        return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
    }

    private static byte[] mac(Key key, Purpose purpose, byte[] signed, int length) {
        var mac = copy(key);
        mac.update((byte) purpose.ordinal());
        mac.update(signed, 0, length);
        return mac.doFinal();
    }

    /** Some providers, of hardware for example, cannot copy. */
    private static Mac copy(Key key) {
        try {
            return (Mac) key.initialised().clone();
        } catch (CloneNotSupportedException cannotBeCopied) {
            return initialised(key.secret());
        }
    }
}
