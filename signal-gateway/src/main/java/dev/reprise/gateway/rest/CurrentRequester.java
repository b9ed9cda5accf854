package dev.reprise.gateway.rest;

import dev.reprise.gateway.security.Grants;
import dev.reprise.gateway.security.Requester;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** Who has made the request that is being answered, as far as the {@link Guard} has let it pass. */
@Singleton
final class CurrentRequester {
    private static final String KEY = Requester.class.getName();

    private final CurrentVertxRequest current;

    CurrentRequester(CurrentVertxRequest current) {
        this.current = current;
    }

    static void set(RoutingContext context, Requester requester) {
        context.put(KEY, requester);
    }

    /** What it may do. Nothing, where nobody has said anything. */
    Grants grants() {
        Requester requester = current.getCurrent().get(KEY);
        return requester == null ? Grants.NOTHING : requester.grants();
    }
}
