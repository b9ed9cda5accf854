package dev.reprise.gateway.rest;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Refuses bodies that say they are too large, before any of them is read. */
@Singleton
final class BodyLimit {
    /** Above the largest payload of any request; each kind of request has a limit of its own below. */
    static final int MAX_BODY_BYTES = 9 << 20;

    private static final int BEFORE_EVERYTHING = 10_000;

    private final ProblemWriter problems;

    BodyLimit(ProblemWriter problems) {
        this.problems = problems;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_EVERYTHING);
    }

    private void check(RoutingContext context) {
        var announced = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (announced == null || announced.length() < 8 || Long.parseLong(announced) <= MAX_BODY_BYTES) {
            context.next();
            return;
        }
        var problem = Problem.of(
                ProblemCode.PAYLOAD_TOO_LARGE,
                "Expected a body of at most %d bytes, but found %s".formatted(MAX_BODY_BYTES, announced));
        context.response().putHeader(HttpHeaders.CONNECTION, "close");
        problems.write(context, problem)
                .onComplete(ignored -> context.request().connection().close());
    }
}
