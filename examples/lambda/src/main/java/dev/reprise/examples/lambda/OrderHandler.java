package dev.reprise.examples.lambda;

import dev.reprise.examples.order.FakePayments;
import dev.reprise.examples.order.FakeShipping;
import dev.reprise.examples.order.OrderWorkflow;
import dev.reprise.examples.services.MemoryLedger;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

/** The order workflow as a bean, which is all that the handler takes. The services behind it are fakes. */
@Singleton
final class OrderHandler {
    @Produces
    @Singleton
    @Named("order")
    OrderWorkflow order() {
        var ledger = new MemoryLedger();
        return new OrderWorkflow(new FakePayments(ledger), new FakeShipping(ledger));
    }
}
