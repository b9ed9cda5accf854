package dev.reprise.workflow.quarkus;

import dev.reprise.core.InvalidValue;
import java.net.URI;
import java.util.Optional;

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

    private static URI required(Optional<URI> setting, String name, String meaning) {
        return setting.orElseThrow(
                () -> new InvalidValue("Expected %s to be %s, but it is not set".formatted(name, meaning)));
    }
}
