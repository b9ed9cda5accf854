package dev.reprise.cli.dev;

import dev.reprise.examples.analyst.AiAnalyst;
import dev.reprise.examples.analyst.ScriptedModel;
import dev.reprise.examples.analyst.Tools;
import dev.reprise.examples.order.FakePayments;
import dev.reprise.examples.order.FakeShipping;
import dev.reprise.examples.order.OrderWorkflow;
import dev.reprise.examples.saga.InventorySaga;
import dev.reprise.examples.saga.Shop;
import dev.reprise.examples.services.FileLedger;
import dev.reprise.examples.services.HttpLedger;
import dev.reprise.examples.services.Ledger;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

/** Serves the examples: a bean that implements {@code DurableFunction} is all it takes. */
@Singleton
final class Examples {
    @Produces
    @Singleton
    Ledger ledger(ExamplesConfig config) {
        return config.servicesUrl().<Ledger>map(HttpLedger::new).orElseGet(() -> new FileLedger(config.effectsFile()));
    }

    @Produces
    @Singleton
    @Named("order")
    OrderWorkflow order(Ledger ledger) {
        return new OrderWorkflow(new FakePayments(ledger), new FakeShipping(ledger));
    }

    @Produces
    @Singleton
    @Named("inventory-saga")
    InventorySaga inventorySaga(Ledger ledger) {
        return new InventorySaga(new Shop(ledger));
    }

    @Produces
    @Singleton
    @Named("ai-analyst")
    AiAnalyst aiAnalyst(Ledger ledger) {
        return new AiAnalyst(ScriptedModel.ofSalesQuestion(ledger), new Tools(ledger));
    }
}
