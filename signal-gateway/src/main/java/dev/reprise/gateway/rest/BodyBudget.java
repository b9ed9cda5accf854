package dev.reprise.gateway.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reprise.gateway.application.RequestMemory;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Refuses requests while the bodies of those under way fill the {@link RequestMemory}, before anything of them is read:
 * starts with 429 first, then everything else with 503. Of a refused request nothing was done.
 */
@Singleton
final class BodyBudget {
    /** Also before the AWS API, which reads its bodies itself. */
    private static final int BEFORE_EVERYTHING = 30_000;

    private static final Pattern START =
            Pattern.compile("/api/v1/functions/[^/]+/executions/?|/2015-03-31/functions/[^/]+/invocations/?");
    private static final Pattern LENGTH = Pattern.compile("\\d{1,15}");
    private static final Pattern AWS = Pattern.compile("/20\\d\\d-\\d\\d-\\d\\d/.*");

    private final RequestMemory memory;
    private final ObjectMapper json;

    BodyBudget(RequestMemory memory, ObjectMapper json) {
        this.memory = memory;
        this.json = json;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_EVERYTHING);
    }

    void check(RoutingContext context) {
        var request = context.request();
        long bytes = bytes(request);
        boolean start = START.matcher(request.path()).matches();
        if (bytes == 0) {
            context.next();
        } else if (memory.take(bytes, start)) {
            var held = new AtomicLong(bytes);
            context.addEndHandler(ignored -> memory.giveBack(held.getAndSet(0)));
            context.next();
        } else {
            refuse(context, start);
        }
    }

    /** How large a body will be; one that does not say so may be the largest. Larger ones are refused by their own limit. */
    private static long bytes(HttpServerRequest request) {
        var announced = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (announced != null) {
            return LENGTH.matcher(announced).matches()
                    ? Math.min(Long.parseLong(announced), BodyLimit.MAX_BODY_BYTES)
                    : BodyLimit.MAX_BODY_BYTES;
        }
        // With HTTP/2 nothing says beforehand whether there will be a body.
        boolean maybe = request.version() == HttpVersion.HTTP_2
                ? !request.method().equals(HttpMethod.GET)
                : request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
        return maybe ? BodyLimit.MAX_BODY_BYTES : 0;
    }

    private void refuse(RoutingContext context, boolean start) {
        var problem = Problem.of(
                start ? ProblemCode.OVERLOADED : ProblemCode.UNAVAILABLE,
                "Expected to have room for the body, but those of other requests fill the memory that this node has for them. Nothing was done; try again in a moment");
        var response = context.response();
        if (AWS.matcher(context.request().path()).matches()) {
            response.putHeader("x-amzn-errortype", start ? "TooManyRequestsException" : "ServiceException");
        }
        response.setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader("Retry-After", "1")
                .putHeader(HttpHeaders.CONNECTION, "close")
                .end(text(problem))
                .onComplete(ignored -> context.request().connection().close());
    }

    private String text(Problem problem) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected every problem to be writable as JSON", e);
        }
    }
}
