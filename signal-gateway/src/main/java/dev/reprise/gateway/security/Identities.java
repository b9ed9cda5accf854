package dev.reprise.gateway.security;

import io.quarkus.security.identity.SecurityIdentity;
import org.jspecify.annotations.Nullable;

/** What Quarkus found out about callers, in our words. */
public final class Identities {
    private Identities() {}

    /** Who it is, or null when that is not known. */
    public static @Nullable Requester requester(@Nullable SecurityIdentity identity) {
        return identity == null || identity.isAnonymous()
                ? null
                : new Requester(identity.getPrincipal().getName(), Grants.ofNames(identity.getRoles()));
    }
}
