package dev.reprise.gateway.sns;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose notifications are taken.
 *
 * @param topics the ARNs of the topics; empty for none
 * @param endpoint where SNS is, for certificates and confirmations; null for AWS's own hosts
 */
public record SnsSettings(Set<String> topics, @Nullable URI endpoint) {
    public SnsSettings {
        topics = Set.copyOf(topics);
    }
}
