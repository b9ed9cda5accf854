package dev.reprise.workflow.http;

import dev.reprise.core.InvalidValue;

/**
 * A key that is shown to the service with every request, so the way there should be TLS. Does not show its secret.
 *
 * @param secret what {@code reprise key new} printed, without spaces around it
 */
public record ApiKey(String secret) implements ServiceCredentials {
    public ApiKey {
        secret = secret.strip();
        if (secret.isEmpty() || !secret.chars().allMatch(each -> each > ' ' && each < 0x7F)) {
            throw new InvalidValue("Expected an API key of visible ASCII characters, but found another text");
        }
    }

    /** The value of the header {@code Authorization}. */
    public String authorization() {
        return "Bearer " + secret;
    }

    @Override
    public String toString() {
        return "ApiKey";
    }
}
