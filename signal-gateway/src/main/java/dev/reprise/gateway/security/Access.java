package dev.reprise.gateway.security;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a route asks of whoever calls it. */
public sealed interface Access {
    /** Nothing: what is answered is no secret, or the address itself is the proof. */
    record Open(String why) implements Access {}

    /** To be another node of the service, which the route checks itself; no user's credentials open it. */
    record NodesOnly() implements Access {}

    /** A role for what the request is about. */
    record Needs(Role role, Subject subject) implements Access {
        /**
         * Whether somebody has what it takes. What there is not has no function: then whoever has the role somewhere may
         * find out that it is not there.
         *
         * @param function finds the function that the request is about, or null; asked only when it matters
         */
        public boolean metBy(Grants grants, Supplier<@Nullable String> function) {
            return switch (subject) {
                case SERVICE -> grants.allowEverywhere(role);
                case WHAT_IS_GRANTED -> grants.allowSomewhere(role);
                case FUNCTION, EXECUTION, CALLBACK ->
                    grants.allowEverywhere(role) || (grants.allowSomewhere(role) && allowed(grants, function.get()));
            };
        }

        /** Whether that depends on the function, so that it has to be looked up, which may block. */
        public boolean dependsOnFunction(Grants grants) {
            return switch (subject) {
                case SERVICE, WHAT_IS_GRANTED, FUNCTION -> false;
                case EXECUTION, CALLBACK -> grants.allowSomewhere(role) && !grants.allowEverywhere(role);
            };
        }

        private boolean allowed(Grants grants, @Nullable String function) {
            return function == null || grants.allow(role, function);
        }

        /** The role and what it is needed for, for people. */
        public String words() {
            return "%s for %s".formatted(role.word(), subject.words());
        }
    }

    /** What a request is about. */
    enum Subject {
        /** The function that the path names. */
        FUNCTION("that function"),
        /** The execution that the path names: its function counts. */
        EXECUTION("the execution's function"),
        /** The callback that the path names: the function of its execution counts. */
        CALLBACK("the function of the callback's execution"),
        /** Several functions: some must be granted, and the answer shows nothing of others. */
        WHAT_IS_GRANTED("some function; others are left out"),
        /** The service as a whole. */
        SERVICE("all functions");

        private final String words;

        Subject(String words) {
            this.words = words;
        }

        /** For people. */
        String words() {
            return words;
        }
    }
}
