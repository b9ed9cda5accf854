package dev.reprise.gateway.security;

import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TenantConfigResolver;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/**
 * Lets OpenID Connect be there without being configured: with a resolver the default tenant is simply off as long as
 * {@code quarkus.oidc.auth-server-url} is not set, instead of an error at start. There are no other tenants.
 */
@Singleton
final class OneTenant implements TenantConfigResolver {
    @Override
    public Uni<OidcTenantConfig> resolve(RoutingContext context, OidcRequestContext<OidcTenantConfig> request) {
        return Uni.createFrom().nullItem();
    }
}
