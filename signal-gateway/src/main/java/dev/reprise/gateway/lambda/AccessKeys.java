package dev.reprise.gateway.lambda;

import dev.reprise.core.InvalidValue;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys that requests must be signed with. Shows none of them. */
public final class AccessKeys {
    private final Map<String, byte[]> secrets = new HashMap<>();

    /**
     * Reads keys.
     *
     * @param keys each {@code accessKeyId:secret}; none for any credentials or none
     * @throws InvalidValue when one is not of that shape, without repeating it
     */
    public AccessKeys(List<String> keys) {
        for (var key : keys) {
            int colon = key.indexOf(':');
            if (colon < 1 || colon == key.length() - 1) {
                throw new InvalidValue(
                        "Expected each of reprise.access-keys to be accessKeyId:secret, but number %d is not"
                                .formatted(secrets.size() + 1));
            }
            secrets.put(key.substring(0, colon), key.substring(colon + 1).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Whether requests need not be signed. */
    boolean isEmpty() {
        return secrets.isEmpty();
    }

    /** The secret of an access key id, or null when nobody has that one. */
    byte @Nullable [] secret(String accessKeyId) {
        return secrets.get(accessKeyId);
    }
}
