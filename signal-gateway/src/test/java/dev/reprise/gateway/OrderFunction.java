package dev.reprise.gateway;

import dev.reprise.workflow.DurableContext;
import dev.reprise.workflow.DurableFunction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Charges, waits for a review, ships. Counts how often each step has run. */
@ApplicationScoped
class OrderFunction implements DurableFunction<OrderFunction.Order, OrderFunction.Receipt> {
    private final ConcurrentHashMap<String, AtomicInteger> runs = new ConcurrentHashMap<>();

    record Order(String id, int cents) {}

    record Receipt(String order, String payment, String review, List<String> notes) {}

    @Override
    public Receipt run(Order order, DurableContext dc) {
        var payment = dc.step("charge", String.class, () -> "payment-" + count(order.id() + "/charge"));
        var review = dc.waitForSignal("review").as(String.class);
        dc.step("ship", () -> count(order.id() + "/ship"));
        return new Receipt(order.id(), payment, review, List.of(dc.executionName()));
    }

    private int count(String step) {
        return runs.computeIfAbsent(step, ignored -> new AtomicInteger()).incrementAndGet();
    }

    int runs(String step) {
        var count = runs.get(step);
        return count == null ? 0 : count.get();
    }
}
