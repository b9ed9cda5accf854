package dev.reprise.gateway.lambda;

import dev.reprise.core.InvalidValue;
import dev.reprise.gateway.security.Credential;
import dev.reprise.gateway.security.Grants;
import dev.reprise.gateway.security.Requester;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys that requests may be signed with. Shows none of their secrets. */
public final class AccessKeys {
    private final Map<String, AccessKey> keys = new HashMap<>();

    /**
     * A key.
     *
     * @param secret what requests are signed with; signatures cannot be checked with less, such as a hash
     * @param owner whose it is
     */
    @SuppressWarnings("ArrayRecordComponent") // used to compute, never compared
    record AccessKey(byte[] secret, Requester owner) {}

    /**
     * Takes in keys. Several lines with one id and secret add up.
     *
     * @param credentials whose id is the access key id and whose proof is the secret
     * @throws InvalidValue when one id has two secrets, without repeating them
     */
    public AccessKeys(List<Credential> credentials) {
        for (var credential : credentials) {
            var secret = credential.proof().getBytes(StandardCharsets.UTF_8);
            var grants = new ArrayList<>(List.of(credential.grant()));
            var known = keys.get(credential.id());
            if (known != null) {
                if (!Arrays.equals(known.secret(), secret)) {
                    throw new InvalidValue(
                            "Expected one secret for the access key %s, but found two".formatted(credential.id()));
                }
                grants.addAll(known.owner().grants().all());
            }
            keys.put(credential.id(), new AccessKey(secret, new Requester(credential.id(), new Grants(grants))));
        }
    }

    /** The key of an access key id, or null when nobody has that one. */
    @Nullable
    AccessKey find(String accessKeyId) {
        return keys.get(accessKeyId);
    }
}
