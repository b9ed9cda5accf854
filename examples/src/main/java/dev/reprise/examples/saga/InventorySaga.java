package dev.reprise.examples.saga;

import dev.reprise.workflow.DurableContext;
import dev.reprise.workflow.DurableFunction;
import dev.reprise.workflow.RetryPolicy;
import dev.reprise.workflow.StepAction;
import dev.reprise.workflow.StepException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Books a van, authorises the payment, reserves the goods and sends them. When one of these fails for good, above all
 * because the goods are not there, it undoes those before in reverse order. Each compensation is a step, so it too is
 * recorded once, whatever crashes.
 */
public final class InventorySaga implements DurableFunction<Basket, Purchase> {
    private static final RetryPolicy PATIENTLY = RetryPolicy.exponential(5, Duration.ofSeconds(1))
            .cap(Duration.ofSeconds(30))
            .never(InsufficientInventory.class);

    private final Shop shop;

    /** With the shop it buys from. */
    public InventorySaga(Shop shop) {
        this.shop = shop;
    }

    private record Compensation(String name, StepAction action) {}

    @Override
    public Purchase run(Basket basket, DurableContext dc) {
        var compensations = new ArrayDeque<Compensation>();
        try {
            var van = dc.step("book-van", String.class, () -> shop.bookVan(basket.orderId()), PATIENTLY);
            compensations.push(new Compensation("cancel-van", () -> shop.cancelVan(van)));

            var money = dc.step("authorise-payment", String.class, () -> shop.authorise(basket.orderId()), PATIENTLY);
            compensations.push(new Compensation("release-payment", () -> shop.release(money)));

            var goods = dc.step(
                    "reserve-goods", String.class, () -> shop.reserve(basket.item(), basket.quantity()), PATIENTLY);
            compensations.push(new Compensation("put-back-goods", () -> shop.putBack(goods)));

            dc.step("dispatch-van", () -> shop.dispatch(van, money), PATIENTLY);
            return new Purchase("bought", List.of());
        } catch (StepException failed) {
            var undone = undo(compensations, dc);
            if (!failed.isCausedBy(InsufficientInventory.class)) {
                throw failed;
            }
            return new Purchase("out of stock", undone);
        }
    }

    private static List<String> undo(Deque<Compensation> compensations, DurableContext dc) {
        var undone = new ArrayList<String>();
        for (var compensation : compensations) {
            dc.step(compensation.name(), compensation.action(), PATIENTLY);
            undone.add(compensation.name());
        }
        return undone;
    }
}
