package dev.reprise.workflow.http;

import dev.reprise.core.InvalidValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What requests to the service are signed with, where it wants them signed. Does not show its secret.
 *
 * @param id which key it is
 * @param secret what only the service and whoever signs know
 */
public record AccessKey(String id, String secret) implements ServiceCredentials {
    public AccessKey {
        if (id.isBlank() || secret.isBlank()) {
            throw new InvalidValue("Expected an access key with an id and a secret, but one of them is blank");
        }
    }

    /** The key in {@code AWS_ACCESS_KEY_ID} and {@code AWS_SECRET_ACCESS_KEY}, or null when one is not set. */
    public static @Nullable AccessKey of(Map<String, String> environment) {
        var id = environment.getOrDefault("AWS_ACCESS_KEY_ID", "");
        var secret = environment.getOrDefault("AWS_SECRET_ACCESS_KEY", "");
        return id.isBlank() || secret.isBlank() ? null : new AccessKey(id, secret);
    }

    @Override
    public String toString() {
        return "AccessKey[id=" + id + "]";
    }
}
