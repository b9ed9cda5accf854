package dev.reprise.examples.saga;

/** There is not enough of something. */
public final class InsufficientInventory extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Of an item. */
    public InsufficientInventory(String item, int wanted, int there) {
        super("Expected %d of %s, but there are only %d".formatted(wanted, item, there));
    }
}
