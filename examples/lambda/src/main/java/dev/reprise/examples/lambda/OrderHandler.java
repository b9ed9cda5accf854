package dev.reprise.examples.lambda;

import dev.reprise.examples.order.FakePayments;
import dev.reprise.examples.order.FakeShipping;
import dev.reprise.examples.order.OrderWorkflow;
import dev.reprise.examples.services.HttpLedger;
import dev.reprise.examples.services.Ledger;
import dev.reprise.examples.services.MemoryLedger;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The order workflow as a bean, which is all that the handler takes. The services behind it are fakes: at
 * {@code order.services} where that is set, or else in the process.
 */
@Singleton
final class OrderHandler {
    @Produces
    @Singleton
    @Named("order")
    OrderWorkflow order(@ConfigProperty(name = "order.services") Optional<URI> services) {
        var ledger = services.<Ledger>map(HttpLedger::new).orElseGet(MemoryLedger::new);
        return new OrderWorkflow(new FakePayments(ledger), new FakeShipping(ledger));
    }
}
