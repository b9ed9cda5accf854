package dev.reprise.workflow.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What functions tell the service who they are with, where it asks. */
public sealed interface ServiceCredentials permits ApiKey, AccessKey {
    /**
     * What the environment holds: the key in {@code REPRISE_API_KEY}, or else the one in {@code AWS_ACCESS_KEY_ID} and
     * {@code AWS_SECRET_ACCESS_KEY}; null when neither is set.
     */
    static @Nullable ServiceCredentials of(Map<String, String> environment) {
        var key = environment.getOrDefault("REPRISE_API_KEY", "");
        return key.isBlank() ? AccessKey.of(environment) : new ApiKey(key);
    }
}
