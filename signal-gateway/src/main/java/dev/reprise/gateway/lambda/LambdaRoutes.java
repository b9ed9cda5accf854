package dev.reprise.gateway.lambda;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the calls on raw request targets, which the REST layer does not hand over: it would decode {@code %2F}. Each call
 * runs on a virtual thread.
 */
@Singleton
final class LambdaRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(LambdaRoutes.class);
    private static final String PREFIX = "/2025-12-01/";
    private static final int MAX_BODY_BYTES = 9 << 20;

    private final DurableExecutionCalls calls;
    private final Vertx vertx;

    LambdaRoutes(DurableExecutionCalls calls, Vertx vertx) {
        this.calls = calls;
        this.vertx = vertx;
    }

    void serve(@Observes Router router) {
        router.route(PREFIX + "*").handler(this::read);
    }

    /** Reads the body, whatever its media type says: a ready-made handler would take some for forms. */
    private void read(RoutingContext context) {
        var request = context.request();
        var body = Buffer.buffer();
        request.handler(chunk -> {
            if (body.length() <= MAX_BODY_BYTES) {
                body.appendBuffer(chunk);
            }
        });
        request.endHandler(ignored -> {
            if (body.length() > MAX_BODY_BYTES) {
                send(context, tooLarge());
            } else {
                handOver(context, request, body.getBytes());
            }
        });
        request.resume();
    }

    private static Answer tooLarge() {
        return Answer.error(
                413, "RequestTooLargeException", "Expected a request of at most " + MAX_BODY_BYTES + " bytes");
    }

    private void handOver(RoutingContext context, HttpServerRequest request, byte[] body) {
        var loop = vertx.getOrCreateContext();
        Thread.ofVirtual().name("reprise-call").start(() -> {
            var answer = answer(request, body);
            loop.runOnContext(ignored -> send(context, answer));
        });
    }

    private Answer answer(HttpServerRequest request, byte[] body) {
        try {
            return calls.answer(
                    Call.parse(request.method().name(), PREFIX, request.uri()), body, request.getHeader("User-Agent"));
        } catch (RuntimeException | Error e) {
            LOG.error("A call failed for a reason that nobody foresaw", e);
            return Answer.error(500, "ServiceException", "Message", "The log of the service says more");
        }
    }

    private static void send(RoutingContext context, Answer answer) {
        var response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(answer.status())
                .putHeader("Content-Type", "application/json")
                .putHeader("x-amzn-RequestId", UUID.randomUUID().toString());
        if (answer.errorType() != null) {
            response.putHeader("x-amzn-errortype", answer.errorType());
        }
        response.end(Buffer.buffer(answer.body()));
    }
}
