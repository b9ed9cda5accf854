package dev.reprise.gateway.security;

import dev.reprise.core.InvalidValue;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys that callers may show, as their hashes. Several lines with one hash add up. Thread-safe. */
public final class ApiKeys {
    private static final int HASH_BYTES = 32;

    private final List<Known> keys = new ArrayList<>();

    @SuppressWarnings("ArrayRecordComponent") // compared in constant time, never by equals
    private record Known(byte[] hash, Requester owner) {}

    /**
     * Takes in keys.
     *
     * @param credentials whose proof is the SHA-256 of a key in hexadecimal
     * @throws InvalidValue when one has another proof, which may be the key itself, without repeating it
     */
    public ApiKeys(List<Credential> credentials) {
        for (var credential : credentials) {
            add(hash(credential), new Requester(credential.id(), new Grants(List.of(credential.grant()))));
        }
    }

    private void add(byte[] hash, Requester more) {
        for (int i = 0; i < keys.size(); i++) {
            var known = keys.get(i);
            if (Arrays.equals(known.hash(), hash)) {
                var owner = known.owner();
                keys.set(
                        i,
                        new Known(
                                hash, new Requester(owner.name(), owner.grants().and(more.grants()))));
                return;
            }
        }
        keys.add(new Known(hash, more));
    }

    private static byte[] hash(Credential credential) {
        try {
            var hash = HexFormat.of().parseHex(credential.proof());
            if (hash.length == HASH_BYTES) {
                return hash;
            }
        } catch (IllegalArgumentException notHexadecimal) {
            // said below, in the same words as for one of another length
        }
        throw new InvalidValue(
                "Expected the API key of %s to be configured by its hash, 64 hexadecimal digits as './reprise key new' prints them, but found another text"
                        .formatted(credential.id()));
    }

    /** Whether there are none. */
    boolean isEmpty() {
        return keys.isEmpty();
    }

    /** Whose key this is, or null when it is nobody's. Takes as long whichever it is. */
    @Nullable
    Requester owner(ApiKey key) {
        var digest = key.digest();
        Requester found = null;
        for (var known : keys) {
            if (MessageDigest.isEqual(known.hash(), digest)) {
                found = known.owner();
            }
        }
        return found;
    }
}
