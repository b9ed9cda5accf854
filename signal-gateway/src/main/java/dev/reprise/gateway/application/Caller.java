package dev.reprise.gateway.application;

import org.jspecify.annotations.Nullable;

/**
 * What is known of whom a function is called for.
 *
 * @param traceParent the W3C trace context the call is part of, or null
 * @param tenantId the tenant it is made for, or null
 */
public record Caller(@Nullable String traceParent, @Nullable String tenantId) {
    /** A caller of whom nothing is known. */
    public static final Caller UNKNOWN = new Caller(null, null);
}
