package dev.reprise.examples.order;

import dev.reprise.examples.services.Ledger;
import dev.reprise.examples.services.Service;
import java.util.UUID;

/** A warehouse that always has room. */
public final class FakeShipping extends Service implements Shipping {
    /** With this ledger. */
    public FakeShipping(Ledger ledger) {
        super(ledger);
    }

    @Override
    public String book(String orderId) {
        return once(
                "book parcel for " + orderId,
                () -> "parcel-" + UUID.randomUUID().toString().substring(0, 8));
    }
}
