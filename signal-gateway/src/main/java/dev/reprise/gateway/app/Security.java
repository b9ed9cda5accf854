package dev.reprise.gateway.app;

import dev.reprise.gateway.app.GatewayConfig.Asking;
import dev.reprise.gateway.security.Authentication;
import dev.reprise.gateway.security.Credential;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is let in, by the configuration. */
@Singleton
final class Security {
    private static final Logger LOG = LoggerFactory.getLogger(Security.class);

    static List<Credential> apiKeys(GatewayConfig config) {
        return Credential.read("reprise.api-keys", config.apiKeys(), config.apiKeysFile());
    }

    static List<Credential> accessKeys(GatewayConfig config) {
        return Credential.read("reprise.access-keys", config.accessKeys(), config.accessKeysFile());
    }

    /** How callers can tell who they are. */
    static Authentication authentication(GatewayConfig config, Optional<String> issuer) {
        var ways = new ArrayList<String>();
        if (!apiKeys(config).isEmpty()) {
            ways.add("API keys");
        }
        if (!accessKeys(config).isEmpty()) {
            ways.add("access keys");
        }
        issuer.ifPresent(url -> ways.add("tokens of " + url));
        return new Authentication(config.authentication() == Asking.ON, ways);
    }

    /** Says at start what an operator must not overlook. */
    void announce(
            @Observes StartupEvent started,
            Authentication authentication,
            @ConfigProperty(name = "quarkus.http.host") String host) {
        if (!authentication.possible()) {
            LOG.error("The API is not served. {}", authentication.words());
        } else if (!authentication.required() && !isLoopback(host)) {
            LOG.warn("Authentication is {}, and the service listens on {}", authentication.words(), host);
        } else {
            LOG.info("Authentication: {}", authentication.words());
        }
    }

    static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("::1") || host.startsWith("127.");
    }
}
