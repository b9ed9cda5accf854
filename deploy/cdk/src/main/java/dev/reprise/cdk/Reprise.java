package dev.reprise.cdk;

import java.util.Objects;
import software.amazon.awscdk.services.secretsmanager.ISecret;

/**
 * Where the service is, and with what it is asked.
 *
 * @param endpoint where functions reach it, without a slash at the end
 * @param apiKey the secret whose text is the key that functions show, role operate
 * @param adminKey the secret whose text is the key that registers functions, role admin
 */
public record Reprise(String endpoint, ISecret apiKey, ISecret adminKey) {
    public Reprise {
        Objects.requireNonNull(endpoint);
        Objects.requireNonNull(apiKey);
        Objects.requireNonNull(adminKey);
    }
}
