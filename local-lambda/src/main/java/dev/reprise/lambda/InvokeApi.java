package dev.reprise.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Lambda's Invoke, 2015-03-31. Credentials are not looked at. */
final class InvokeApi implements HttpHandler {
    private static final String PREFIX = "/2015-03-31/functions/";
    private static final String SUFFIX = "/invocations";
    private static final int MOST_BYTES = 6 * 1024 * 1024;

    private final Map<String, Deployment> functions;

    InvokeApi(Map<String, Deployment> functions) {
        this.functions = functions;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getRawPath();
        if (!"POST".equals(exchange.getRequestMethod()) || !path.startsWith(PREFIX) || !path.endsWith(SUFFIX)) {
            refuse(exchange, 404, "UnknownOperationException", "");
            return;
        }
        var asked = URLDecoder.decode(path.substring(PREFIX.length(), path.length() - SUFFIX.length()), UTF_8);
        var function = functions.get(name(asked));
        var payload = exchange.getRequestBody().readAllBytes();
        if (function == null) {
            refuse(exchange, 404, "ResourceNotFoundException", "");
        } else if (payload.length > MOST_BYTES) {
            refuse(exchange, 413, "RequestTooLargeException", "");
        } else {
            invoke(exchange, function, invocation(exchange, asked, payload));
        }
    }

    /** The bare name in a name or an ARN, either with or without a qualifier. */
    private static String name(String asked) {
        var parts = asked.split(":", -1);
        return asked.startsWith("arn:") ? parts[6] : parts[0];
    }

    private static Invocation invocation(HttpExchange exchange, String arn, byte[] payload) {
        var traceId = exchange.getRequestHeaders().getFirst("X-Amzn-Trace-Id");
        return new Invocation(UUID.randomUUID().toString(), arn, traceId, payload, new CompletableFuture<>());
    }

    private static void invoke(HttpExchange exchange, Deployment function, Invocation invocation) throws IOException {
        var type = exchange.getRequestHeaders().getFirst("X-Amz-Invocation-Type");
        switch (type == null ? "RequestResponse" : type) {
            case "RequestResponse" -> answer(exchange, invocation, function.invoke(invocation));
            case "Event" -> {
                Thread.ofVirtual().start(() -> function.invoke(invocation));
                Loopback.answer(exchange, 202, new byte[0]);
            }
            case "DryRun" -> Loopback.answer(exchange, 204, new byte[0]);
            default -> refuse(exchange, 400, "InvalidParameterValueException", "");
        }
    }

    private static void answer(HttpExchange exchange, Invocation invocation, Outcome outcome) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("X-Amzn-RequestId", invocation.id());
        headers.set("X-Amz-Executed-Version", "1");
        switch (outcome) {
            case Outcome.Returned returned -> Loopback.answer(exchange, 200, returned.body());
            case Outcome.Failed failed -> {
                headers.set("X-Amz-Function-Error", "Unhandled");
                Loopback.answer(exchange, 200, failed.error());
            }
            case Outcome.Throttled ignored ->
                refuse(
                        exchange,
                        429,
                        "TooManyRequestsException",
                        ",\"Reason\":\"ReservedFunctionConcurrentInvocationLimitExceeded\"");
        }
    }

    private static void refuse(HttpExchange exchange, int status, String type, String more) throws IOException {
        exchange.getResponseHeaders().set("x-amzn-ErrorType", type);
        Loopback.answer(
                exchange,
                status,
                "{\"Type\":\"User\",\"message\":\"%s\"%s}".formatted(type, more).getBytes(UTF_8));
    }
}
