package dev.reprise.gateway.peers;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Where other nodes ask this one, beside the limits and handlers that are meant for people's requests. */
@Singleton
final class PeerRoutes {
    private static final int MAX_BODY_BYTES = 9 << 20;
    private static final int BEFORE_EVERYTHING = -20_000;

    private final PeerAnswers answers;
    private final Vertx vertx;

    @Inject
    PeerRoutes(PeerAnswers answers, Vertx vertx) {
        this.answers = answers;
        this.vertx = vertx;
    }

    void serve(@Observes Router router) {
        router.route(HttpMethod.POST, HttpPeers.PATH).order(BEFORE_EVERYTHING).handler(this::serve);
    }

    private void serve(RoutingContext context) {
        var request = context.request();
        if (!isAcceptable(request)) {
            context.response().setStatusCode(413).end();
            return;
        }
        request.body().onSuccess(body -> answer(context, body.getBytes()));
        request.resume();
    }

    /** A length is announced by all our nodes, and keeps what is read before the proof is looked at within bounds. */
    private static boolean isAcceptable(HttpServerRequest request) {
        try {
            var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
            return length != null && Long.parseLong(length) <= MAX_BODY_BYTES;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private void answer(RoutingContext context, byte[] body) {
        var proof = context.request().getHeader(HttpPeers.PROOF_HEADER);
        var loop = vertx.getOrCreateContext();
        Thread.ofVirtual().name("reprise-answer").start(() -> {
            var answer = answers.answer(proof, body);
            if (answer == null) {
                loop.runOnContext(
                        ignored -> context.response().setStatusCode(403).end());
            } else {
                var unused = answer.thenAccept(bytes -> loop.runOnContext(ignored -> send(context, bytes)));
            }
        });
    }

    private static void send(RoutingContext context, byte[] answer) {
        var response = context.response();
        if (!response.ended() && !response.closed()) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, "application/octet-stream")
                    .end(Buffer.buffer(answer));
        }
    }
}
