package dev.reprise.workflow.quarkus;

import dev.reprise.core.InvalidValue;
import dev.reprise.workflow.http.AccessKey;
import dev.reprise.workflow.http.ApiKey;
import dev.reprise.workflow.http.ServiceCredentials;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the settings must say, with a word about what to set where one is missing. */
final class Settings {
    private Settings() {}

    static URI endpoint(RepriseConfig config) {
        return required(config.endpoint(), "reprise.endpoint", "the service's address, such as http://localhost:8080");
    }

    static URI publicUrl(RepriseConfig config) {
        return required(
                config.functions().publicUrl(),
                "reprise.functions.public-url",
                "the address at which the service reaches this application");
    }

    /** The key of the configuration, or else what the environment has for AWS's SDKs; null without either. */
    static @Nullable ServiceCredentials credentials(RepriseConfig config) {
        return config.apiKey().<ServiceCredentials>map(ApiKey::new).orElseGet(() -> AccessKey.of(System.getenv()));
    }

    private static URI required(Optional<URI> setting, String name, String meaning) {
        return setting.orElseThrow(
                () -> new InvalidValue("Expected %s to be %s, but it is not set".formatted(name, meaning)));
    }
}
