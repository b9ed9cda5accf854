package dev.reprise.gateway.lambda;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
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
    private static final long MAX_BODY_BYTES = 9 << 20;

    private final DurableExecutionCalls calls;

    LambdaRoutes(DurableExecutionCalls calls) {
        this.calls = calls;
    }

    void serve(@Observes Router router, Vertx vertx) {
        router.route(PREFIX + "*")
                .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES))
                .handler(context -> handOver(context, vertx))
                .failureHandler(LambdaRoutes::failed);
    }

    private void handOver(RoutingContext context, Vertx vertx) {
        var loop = vertx.getOrCreateContext();
        Thread.ofVirtual().name("reprise-call").start(() -> {
            var answer = answer(context);
            loop.runOnContext(ignored -> send(context, answer));
        });
    }

    private Answer answer(RoutingContext context) {
        try {
            var request = context.request();
            var buffer = context.body().buffer();
            return calls.answer(
                    Call.parse(request.method().name(), PREFIX, request.uri()),
                    buffer == null ? new byte[0] : buffer.getBytes(),
                    request.getHeader("User-Agent"));
        } catch (RuntimeException | Error e) {
            LOG.error("A call failed for a reason that nobody foresaw", e);
            return Answer.error(500, "ServiceException", "Message", "The log of the service says more");
        }
    }

    private static void failed(RoutingContext context) {
        if (context.statusCode() == 413) {
            send(
                    context,
                    Answer.error(
                            413,
                            "RequestTooLargeException",
                            "Expected a request of at most " + MAX_BODY_BYTES + " bytes"));
        } else {
            LOG.error("A call failed before it was read", context.failure());
            send(context, Answer.error(500, "ServiceException", "Message", "The log of the service says more"));
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
