package dev.reprise.gateway.application;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All there is of one function.
 *
 * @param latest the function as it is now
 * @param published its published versions, the oldest first
 * @param aliases its aliases, by name
 */
public record FunctionVersions(RegisteredFunction latest, List<RegisteredFunction> published, List<Alias> aliases) {
    public FunctionVersions {
        published = List.copyOf(published);
        aliases = List.copyOf(aliases);
    }

    /** Whether there is a published version of a number, or an alias of a name. */
    public boolean has(String qualifier) {
        return published.stream().anyMatch(version -> version.version().equals(qualifier))
                || aliases.stream().anyMatch(alias -> alias.name().equals(qualifier));
    }

    /** The newest version, if its settings are those that the function has now. */
    public @Nullable RegisteredFunction newestIfUnchanged() {
        var newest = published.isEmpty() ? null : published.getLast();
        return newest != null && newest.as(RegisteredFunction.LATEST).equals(latest) ? newest : null;
    }
}
