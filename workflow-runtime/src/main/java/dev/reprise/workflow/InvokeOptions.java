package dev.reprise.workflow;

import dev.reprise.core.Patterns;
import org.jspecify.annotations.Nullable;

/**
 * How another function is called.
 *
 * @param tenant whom it is called for, 1 to 256 characters of printable ASCII; absent for the caller's own tenant
 */
public record InvokeOptions(@Nullable String tenant) {
    /** For the caller's own tenant. */
    public static final InvokeOptions DEFAULT = new InvokeOptions(null);

    public InvokeOptions {
        if (tenant != null) {
            Patterns.requirePrintable("a tenant", tenant, 256);
        }
    }

    /** For a tenant. */
    public static InvokeOptions tenant(String tenant) {
        return new InvokeOptions(tenant);
    }
}
