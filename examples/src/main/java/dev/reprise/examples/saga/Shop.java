package dev.reprise.examples.saga;

import dev.reprise.examples.services.Ledger;
import dev.reprise.examples.services.Service;

/** A shop with {@value #STOCK} of everything. What it does can be undone. */
public final class Shop extends Service {
    /** How many of each item there are. */
    public static final int STOCK = 100;

    /** With this ledger. */
    public Shop(Ledger ledger) {
        super(ledger);
    }

    /** Books a van for an order. */
    public String bookVan(String orderId) {
        return once("book van for " + orderId, () -> "van-" + orderId);
    }

    /** Gives a van back. */
    public void cancelVan(String van) {
        once("cancel " + van, () -> "cancelled");
    }

    /** Puts money aside on the customer's card. */
    public String authorise(String orderId) {
        return once("authorise payment of " + orderId, () -> "auth-" + orderId);
    }

    /** Releases money that was put aside. */
    public void release(String authorisation) {
        once("release " + authorisation, () -> "released");
    }

    /**
     * Takes items out of stock.
     *
     * @throws InsufficientInventory when there are not enough
     */
    public String reserve(String item, int quantity) {
        if (quantity > STOCK) {
            throw new InsufficientInventory(item, quantity, STOCK);
        }
        return once("reserve %d %s".formatted(quantity, item), () -> "reservation-" + item);
    }

    /** Puts items back into stock. */
    public void putBack(String reservation) {
        once("put back " + reservation, () -> "put back");
    }

    /**
     * Takes the money and sends the van.
     *
     * @throws IllegalStateException when the roads are closed, for orders whose number begins with {@code snow}
     */
    public void dispatch(String van, String authorisation) {
        if (van.startsWith("van-snow")) {
            throw new IllegalStateException("The roads are closed");
        }
        once("dispatch %s, take %s".formatted(van, authorisation), () -> "dispatched");
    }
}
