package dev.reprise.workflow.lambda;

import jakarta.enterprise.context.RequestScoped;

/** One for each invocation. */
@RequestScoped
class Guest {
    private int greeted;

    String greet(String name) {
        return "%s, greeted %d time".formatted(name, ++greeted);
    }
}
