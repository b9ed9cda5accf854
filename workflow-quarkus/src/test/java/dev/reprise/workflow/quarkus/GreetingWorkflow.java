package dev.reprise.workflow.quarkus;

import dev.reprise.workflow.DurableContext;
import dev.reprise.workflow.DurableFunction;
import jakarta.enterprise.context.ApplicationScoped;

/** Named after its class; greets in the words of another bean, in a step. */
@ApplicationScoped
class GreetingWorkflow implements DurableFunction<String, String> {
    private final Visit visit;

    GreetingWorkflow(Visit visit) {
        this.visit = visit;
    }

    @Override
    public String run(String name, DurableContext dc) {
        return dc.step(
                "greet",
                String.class,
                () -> visit.greeting(name) + " on a virtual thread: "
                        + Thread.currentThread().isVirtual());
    }
}
