package dev.reprise.workflow.quarkus;

import jakarta.enterprise.context.RequestScoped;

/** There is one of it for each invocation. */
@RequestScoped
class Visit {
    private int greetings;

    String greeting(String name) {
        greetings++;
        return "Hello, " + name + ", " + greetings;
    }
}
