package dev.reprise.cdk;

import software.amazon.awscdk.App;

/** What {@code cdk deploy} runs. */
public final class OrderApp {
    private OrderApp() {}

    /** Writes the template to where {@code cdk} looks for it. */
    public static void main(String[] arguments) {
        var app = new App();
        new OrderStack(app, "RepriseOrder");
        app.synth();
    }
}
