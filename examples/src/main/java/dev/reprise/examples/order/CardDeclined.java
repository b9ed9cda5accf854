package dev.reprise.examples.order;

/** The card will not pay, now or at the next attempt. */
public final class CardDeclined extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Of a card. */
    public CardDeclined(String cardToken) {
        super("The card " + cardToken + " was declined");
    }
}
