package dev.reprise.gateway.security;

import dev.reprise.core.InvalidValue;
import java.util.Locale;

/** What somebody may do. Each role may do what those before it may. */
public enum Role {
    /** Look: at functions, executions, histories and results. */
    READ,
    /** Run: start, signal, stop, pause and resume executions, answer callbacks, record checkpoints. */
    OPERATE,
    /** Change what is there: register and remove functions and versions, delete executions, end quarantines. */
    ADMIN;

    /** Whether this role may do what another one may. */
    boolean includes(Role other) {
        return compareTo(other) >= 0;
    }

    /** The role as it is written: in lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The role of a word.
     *
     * @throws InvalidValue when it is none, without repeating it: where a role is missing, a secret may be in its place
     */
    static Role of(String word) {
        for (var role : values()) {
            if (role.word().equals(word)) {
                return role;
            }
        }
        throw new InvalidValue("Expected a role, one of read, operate and admin, but found another word");
    }
}
