package dev.reprise.examples;

import dev.reprise.examples.analyst.AiAnalyst;
import dev.reprise.examples.analyst.ScriptedModel;
import dev.reprise.examples.analyst.Tools;
import dev.reprise.examples.order.FakePayments;
import dev.reprise.examples.order.FakeShipping;
import dev.reprise.examples.order.OrderWorkflow;
import dev.reprise.examples.saga.InventorySaga;
import dev.reprise.examples.saga.Shop;
import dev.reprise.examples.services.Ledger;
import dev.reprise.workflow.FunctionDefinition;
import java.util.List;

/** The examples under the names they are served by. */
public final class ExampleFunctions {
    private ExampleFunctions() {}

    /** All of them, with fakes behind them that write to one ledger. */
    public static List<FunctionDefinition<?, ?>> with(Ledger ledger) {
        return List.of(
                FunctionDefinition.of(
                        "order", () -> new OrderWorkflow(new FakePayments(ledger), new FakeShipping(ledger))),
                FunctionDefinition.of("inventory-saga", () -> new InventorySaga(new Shop(ledger))),
                FunctionDefinition.of(
                        "ai-analyst", () -> new AiAnalyst(ScriptedModel.ofSalesQuestion(ledger), new Tools(ledger))));
    }
}
