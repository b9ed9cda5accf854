package dev.reprise.cli.dev;

/** The order that users are told to start, and that the demo starts. */
public final class ExampleOrder {
    /** The function that takes it. */
    public static final String FUNCTION = "order";

    /** The execution's name. */
    public static final String NAME = "order-1";

    /** Its input. */
    public static final String JSON = "{\"id\":\"order-1\",\"cardToken\":\"card-4242\",\"total\":42.50}";

    private ExampleOrder() {}
}
