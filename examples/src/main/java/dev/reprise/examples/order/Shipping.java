package dev.reprise.examples.order;

/** The warehouse. */
public interface Shipping {
    /** Books a parcel and returns its number. */
    String book(String orderId);
}
