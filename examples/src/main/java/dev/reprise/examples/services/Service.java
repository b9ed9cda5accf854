package dev.reprise.examples.services;

import dev.reprise.workflow.StepContext;
import java.util.function.Supplier;

/** A service that keeps a ledger. Called from steps, whose idempotency key it goes by. */
public class Service {
    private final Ledger ledger;

    /** A service with this ledger. */
    public Service(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * Does something once for the step that asks.
     *
     * @param effect what is done, for the ledger
     * @param outcome makes the answer, when it is done for the first time
     * @return the answer, the same each time the same step asks
     */
    protected final String once(String effect, Supplier<String> outcome) {
        var key = StepContext.current().idempotencyKey();
        synchronized (ledger) { // an invocation that was given up may still run while the next one asks for the same
            return ledger.find(key).map(Ledger.Entry::outcome).orElseGet(() -> {
                var answer = outcome.get();
                ledger.add(new Ledger.Entry(key, effect, answer));
                return answer;
            });
        }
    }
}
