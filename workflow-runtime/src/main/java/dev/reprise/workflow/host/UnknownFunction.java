package dev.reprise.workflow.host;

import java.util.Collection;

/** A function that is not served here. */
public final class UnknownFunction extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownFunction(String name, Collection<String> served) {
        super("Expected one of the functions served here, %s, but found '%s'".formatted(served, name));
    }
}
