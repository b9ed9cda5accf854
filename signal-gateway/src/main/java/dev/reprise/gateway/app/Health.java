package dev.reprise.gateway.app;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether the node can serve. It is alive as long as it answers at all: while Kafka is away, starting it anew would help
 * nobody.
 */
@Readiness
@Singleton
final class Health implements HealthCheck {
    private final Node node;

    Health(Node node) {
        this.node = node;
    }

    @Override
    public HealthCheckResponse call() {
        var journal = node.journal.health();
        boolean functionsRead = node.functions.isComplete();
        return HealthCheckResponse.named("journal")
                .status(journal.ready() && functionsRead)
                .withData("journal", journal.reason())
                .withData("quarantined", journal.quarantined())
                .withData("sealed", journal.sealed())
                .withData("functions", functionsRead ? "Read" : "Not read from Kafka yet")
                .build();
    }
}
