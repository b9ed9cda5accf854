package dev.reprise.gateway.security;

import dev.reprise.core.InvalidValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What somebody may do with which functions, and with everything that belongs to them.
 *
 * @param all in no order; none for somebody who may do nothing
 */
public record Grants(List<Grant> all) {
    /** May do everything, as when nobody is asked who he is. */
    public static final Grants EVERYTHING = new Grants(List.of(new Grant(Role.ADMIN, "")));

    /** May do nothing. */
    public static final Grants NOTHING = new Grants(List.of());

    /** What the names of roles in tokens begin with, so that other applications' roles are not taken for ours. */
    private static final String OURS = "reprise:";

    /**
     * One role, for functions whose names begin with a prefix.
     *
     * @param prefix empty for all functions
     */
    public record Grant(Role role, String prefix) {
        private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9_-]{0,64}");

        public Grant {
            if (!PREFIX.matcher(prefix).matches()) {
                throw new InvalidValue(
                        "Expected the beginning of functions' names, of letters, digits, '-' and '_', but found another text");
            }
        }

        /** The grant as a role's name: {@code reprise:read} or {@code reprise:operate:order-}. */
        String name() {
            return OURS + role.word() + (prefix.isEmpty() ? "" : ':' + prefix);
        }
    }

    public Grants {
        all = List.copyOf(all);
    }

    /** What roles' names grant, each {@code reprise:ROLE} or {@code reprise:ROLE:PREFIX}; others grant nothing. */
    static Grants ofNames(Collection<String> names) {
        var grants = new ArrayList<Grant>();
        for (var name : names) {
            var parts = name.split(":", -1);
            if (name.startsWith(OURS) && parts.length <= 3) {
                try {
                    grants.add(new Grant(Role.of(parts[1]), parts.length == 3 ? parts[2] : ""));
                } catch (InvalidValue otherWord) {
                    continue; // a role that a newer version knows, or a mistake: either way it grants nothing
                }
            }
        }
        return new Grants(grants);
    }

    /** Both together. */
    Grants and(Grants more) {
        var both = new ArrayList<>(all);
        both.addAll(more.all);
        return new Grants(both);
    }

    /** Whether a role is granted for a function. */
    public boolean allow(Role role, String function) {
        return all.stream().anyMatch(grant -> grant.role().includes(role) && function.startsWith(grant.prefix()));
    }

    /** Whether a role is granted for every function there may be. */
    public boolean allowEverywhere(Role role) {
        return all.stream()
                .anyMatch(grant -> grant.role().includes(role) && grant.prefix().isEmpty());
    }

    /** Whether a role is granted for some functions. */
    public boolean allowSomewhere(Role role) {
        return all.stream().anyMatch(grant -> grant.role().includes(role));
    }
}
