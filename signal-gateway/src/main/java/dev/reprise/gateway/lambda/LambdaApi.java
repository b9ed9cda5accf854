package dev.reprise.gateway.lambda;

import dev.reprise.gateway.security.Requester;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The API without HTTP: a request in, an answer out, whatever happens in between. Thread-safe. */
@Singleton
final class LambdaApi {
    private final RoutingTable operations;
    private final Gatekeeper gatekeeper;
    private final InstantSource clock;

    LambdaApi(RoutingTable operations, Gatekeeper gatekeeper, InstantSource clock) {
        this.operations = operations;
        this.gatekeeper = gatekeeper;
        this.clock = clock;
    }

    /**
     * Answers a request. Blocks; throws nothing.
     *
     * @param bearer whose key or token it has shown, or null
     */
    Answer answer(RawRequest request, @Nullable Requester bearer) {
        return Faults.answered(request.method() + ' ' + request.path(), () -> {
            var requester = gatekeeper.requester(request, bearer, clock.instant());
            return operations.answer(request, (access, label) -> {
                gatekeeper.require(requester, access, label);
                return requester;
            });
        });
    }
}
