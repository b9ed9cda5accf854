package dev.reprise.gateway.security;

import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Asks the same mechanisms that guard the rest of the service. */
@Singleton
final class QuarkusBearers implements Bearers {
    private final Authentication authentication;
    private final HttpAuthenticator authenticator;

    QuarkusBearers(Authentication authentication, HttpAuthenticator authenticator) {
        this.authentication = authentication;
        this.authenticator = authenticator;
    }

    @Override
    public Uni<Optional<Requester>> identify(RoutingContext request) {
        return authentication.required()
                ? authenticator
                        .attemptAuthentication(request)
                        .map(identity -> Optional.ofNullable(Identities.requester(identity)))
                : Uni.createFrom().item(Optional.empty());
    }
}
