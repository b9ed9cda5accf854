package dev.reprise.gateway.lambda;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/**
 * Reads bodies, whatever their media type says: a ready-made handler would take some for forms. What is too large or does
 * not arrive is refused, and no more of it is kept.
 *
 * @param maxBytes the largest body
 * @param patience how long a body may take to arrive
 */
record RequestBodies(Vertx vertx, int maxBytes, Duration patience) {
    private static final int REQUEST_TIMEOUT = 408;

    /** The body of a request; failed with a {@link Refusal} when there will be none. */
    Future<Buffer> read(HttpServerRequest request) {
        if (announced(request) > maxBytes) {
            return Future.failedFuture(tooLarge());
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
        Promise<Buffer> read = Promise.promise();
        var body = Buffer.buffer();
        request.handler(chunk -> {
            if (body.length() + chunk.length() > maxBytes) {
                read.tryFail(tooLarge());
            } else {
                body.appendBuffer(chunk);
            }
        });
        request.exceptionHandler(read::tryFail);
        request.endHandler(ignored -> read.tryComplete(body));
        long timer = vertx.setTimer(patience.toMillis(), ignored -> read.tryFail(tooSlow()));
        request.resume();
        return read.future().onComplete(ignored -> vertx.cancelTimer(timer));
    }

    /**
     * Hangs up on a request whose body was refused, once it is answered. What is still coming of a large body is taken in
     * before, because many clients send everything before they read anything; one that has stopped coming is not.
     */
    void dismiss(HttpServerRequest request, Future<Void> answered) {
        var connection = request.connection();
        if (request.isEnded() || request.response().getStatusCode() == REQUEST_TIMEOUT) {
            answered.onComplete(ignored -> connection.close());
            return;
        }
        long timer = vertx.setTimer(patience.toMillis(), ignored -> connection.close());
        connection.closeHandler(ignored -> vertx.cancelTimer(timer));
        request.handler(ignored -> {});
        request.exceptionHandler(ignored -> connection.close());
        request.endHandler(ignored -> connection.close());
        request.resume();
    }

    private static long announced(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length);
    }

    private Refusal tooLarge() {
        return AwsError.REQUEST_TOO_LARGE.refusal(
                "Expected a body of at most %d bytes, but found more".formatted(maxBytes));
    }

    private Refusal tooSlow() {
        return AwsError.REQUEST_TIMEOUT.refusal(
                "Expected the whole body within %d ms, but it did not arrive".formatted(patience.toMillis()));
    }
}
