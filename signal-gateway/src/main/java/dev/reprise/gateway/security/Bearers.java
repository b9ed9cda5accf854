package dev.reprise.gateway.security;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Finds out whose key or token a request shows. */
@FunctionalInterface
public interface Bearers {
    /**
     * Whose it is; empty when it shows none. Fails with {@link io.quarkus.security.AuthenticationFailedException} when it
     * shows one that is not known.
     */
    Uni<Optional<Requester>> identify(RoutingContext request);
}
