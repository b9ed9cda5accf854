package dev.reprise.gateway.rest;

import dev.reprise.streams.JournalUnavailable;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers requests that were refused before a resource was reached, in the words of the API. */
@Singleton
final class Refusals {
    /** Before those of the REST layer, which would answer without a body. */
    private static final int BEFORE_THE_REST = -1_000;

    private static final ProblemException UNAUTHENTICATED = new ProblemException(
            Problem.of(
                    ProblemCode.UNAUTHENTICATED,
                    "Expected an API key or a token as 'Authorization: Bearer …', but found none that is known here"),
            Map.of("WWW-Authenticate", "Bearer"));

    private final ProblemWriter problems;

    Refusals(ProblemWriter problems) {
        this.problems = problems;
    }

    void serve(@Observes Router router) {
        router.route().order(BEFORE_THE_REST).failureHandler(this::failed);
    }

    private void failed(RoutingContext context) {
        var refusal = refusal(context.failure());
        if (refusal == null || context.response().headWritten()) {
            context.next();
            return;
        }
        context.request().resume(); // what is left of the body is read and dropped, so that the connection stays usable
        refusal.headers().forEach(context.response()::putHeader);
        problems.write(context, refusal.problem());
    }

    private static @Nullable ProblemException refusal(@Nullable Throwable failure) {
        return switch (failure) {
            case ProblemException refusal -> refusal;
            case AuthenticationFailedException wrong -> UNAUTHENTICATED;
            case UnauthorizedException none -> UNAUTHENTICATED;
            case ForbiddenException forbidden ->
                new ProblemException(ProblemCode.FORBIDDEN, "Expected a role that allows this, but found none");
            case JournalUnavailable away ->
                new ProblemException(
                        Problem.of(ProblemCode.UNAVAILABLE, away.getMessage() + ". Trying again is safe"),
                        Map.of("Retry-After", "1"));
            case null, default -> null;
        };
    }

    /** Who asks is not known. */
    static ProblemException unauthenticated() {
        return UNAUTHENTICATED;
    }
}
