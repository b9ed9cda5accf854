package dev.reprise.gateway.lambda;

import dev.reprise.gateway.security.Bearers;
import dev.reprise.gateway.security.Requester;
import dev.reprise.gateway.security.Routes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the API on raw request targets, which the REST layer does not hand over: it would decode {@code %2F}. Each call
 * runs on a virtual thread.
 */
@Singleton
final class LambdaRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(LambdaRoutes.class);

    /** What every path of AWS's begins with: the dates of the API's versions. */
    private static final List<String> PREFIXES =
            List.of("/2025-12-01/", "/2015-03-31/", "/2014-11-13/", "/2021-11-15/");

    private static final int MAX_BODY_BYTES = 9 << 20;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Before the limits and handlers of the REST layer, which refuse in other words. */
    private static final int BEFORE_EVERYTHING = -20_000;

    private final LambdaApi api;
    private final Bearers bearers;
    private final Vertx vertx;
    private final RequestBodies bodies;

    @Inject
    LambdaRoutes(LambdaApi api, Bearers bearers, Vertx vertx) {
        this(api, bearers, vertx, new RequestBodies(vertx, MAX_BODY_BYTES, PATIENCE));
    }

    LambdaRoutes(LambdaApi api, Bearers bearers, Vertx vertx, RequestBodies bodies) {
        this.api = api;
        this.bearers = bearers;
        this.vertx = vertx;
        this.bodies = bodies;
    }

    void serve(@Observes Router router) {
        PREFIXES.forEach(
                prefix -> router.route(prefix + "*").order(BEFORE_EVERYTHING).handler(this::serve));
        router.post(Routes.CHECKPOINTS).order(BEFORE_EVERYTHING).handler(this::serve);
    }

    private void serve(RoutingContext context) {
        var request = context.request();
        bodies.read(request)
                .onSuccess(body -> bearers.identify(context)
                        .subscribe()
                        .with(
                                bearer -> handOver(context, body.getBytes(), bearer.orElse(null)),
                                unknown -> send(context, unknownBearer(unknown))))
                .onFailure(failure -> dismiss(context, failure));
    }

    /** In the words for a key that nobody has, since these are no signatures. */
    private static Answer unknownBearer(Throwable unknown) {
        LOG.debug("A bearer token was refused", unknown);
        return AwsError.UNRECOGNIZED_CLIENT.answer("The security token included in the request is invalid.");
    }

    private void handOver(RoutingContext context, byte[] body, @Nullable Requester bearer) {
        var request = context.request();
        var gone = new CompletableFuture<Void>();
        context.addEndHandler(ignored -> gone.complete(null));
        var raw = new RawRequest(
                request.method().name(),
                request.uri(),
                headers(request),
                body,
                request.remoteAddress().hostAddress(),
                gone);
        var loop = vertx.getOrCreateContext();
        Thread.ofVirtual().name("reprise-call").start(() -> {
            var answer = api.answer(raw, bearer);
            loop.runOnContext(ignored -> send(context, answer));
        });
    }

    /** With HTTP/2 the host is not a header, but is signed as if it were. */
    private static Headers headers(HttpServerRequest request) {
        var lines = new ArrayList<>(request.headers().entries());
        var authority = request.authority();
        if (!request.headers().contains(HttpHeaders.HOST) && authority != null) {
            lines.add(Map.entry("host", authority.toString()));
        }
        return new Headers(lines);
    }

    private void dismiss(RoutingContext context, Throwable failure) {
        if (failure instanceof Refusal refusal) {
            bodies.dismiss(context.request(), send(context, refusal.answer().with("Connection", "close")));
        } // otherwise the connection is gone, and with it whoever might read an answer
    }

    private static Future<Void> send(RoutingContext context, Answer answer) {
        var response = context.response();
        if (response.ended() || response.closed()) {
            return Future.succeededFuture();
        }
        response.setStatusCode(answer.status())
                .putHeader("x-amzn-RequestId", UUID.randomUUID().toString());
        if (answer.body().length > 0) {
            response.putHeader("Content-Type", "application/json");
        }
        answer.headers().forEach(response::putHeader);
        return response.end(Buffer.buffer(answer.body()));
    }
}
