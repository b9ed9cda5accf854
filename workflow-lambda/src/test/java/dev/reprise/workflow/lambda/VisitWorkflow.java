package dev.reprise.workflow.lambda;

import dev.reprise.workflow.DurableContext;
import dev.reprise.workflow.DurableFunction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks its journal for everything that a function can. */
@ApplicationScoped
class VisitWorkflow implements DurableFunction<String, Map<String, Object>> {
    private final AtomicInteger charges = new AtomicInteger();

    private final Guest guest;

    VisitWorkflow(Guest guest) {
        this.guest = guest;
    }

    @Override
    public Map<String, Object> run(String name, DurableContext dc) {
        if (name.equals("crash")) {
            throw new AssertionError("out of order");
        }
        int charge = dc.step("charge", Integer.class, charges::incrementAndGet);
        dc.sleep("cool off", Duration.ofSeconds(4));
        var review = dc.waitForSignal("review").as(String.class);
        return Map.of(
                "charge", charge, "review", review, "guest", dc.step("greet", String.class, () -> guest.greet(name)));
    }
}
