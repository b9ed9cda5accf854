package dev.reprise.gateway.app;

import dev.reprise.gateway.security.Authentication;
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
    private final Authentication authentication;

    Health(Node node, Authentication authentication) {
        this.node = node;
        this.authentication = authentication;
    }

    @Override
    public HealthCheckResponse call() {
        var journal = node.journal.health();
        boolean functionsRead = node.functions.isComplete();
        return HealthCheckResponse.named("journal")
                .status(journal.ready() && functionsRead && authentication.possible())
                .withData("journal", journal.reason())
                .withData("quarantined", journal.quarantined())
                .withData("sealed", journal.sealed())
                .withData("functions", functionsRead ? "Read" : "Not read from Kafka yet")
                .withData("authentication", authentication.words())
                .build();
    }
}
