package dev.reprise.workflow.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.reprise.workflow.spi.InvocationContext;
import java.io.IOException;
import java.util.regex.Pattern;

/** Hands requests of the JDK's server to an {@link InvocationEndpoint}. */
final class InvocationHandler implements HttpHandler {
    private static final Pattern PATH = Pattern.compile("(?:/2015-03-31)?/functions/([^/]+)/invocations");
    private static final InvocationAnswer NOT_FOUND = InvocationAnswer.refusal(
            404, "ResourceNotFoundException", "Expected /functions/NAME/invocations or /health");

    private final InvocationEndpoint endpoint;

    InvocationHandler(InvocationEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = PATH.matcher(exchange.getRequestURI().getPath());
            Exchanges.answer(exchange, path.matches() ? invoke(exchange, path.group(1)) : NOT_FOUND);
        }
    }

    private InvocationAnswer invoke(HttpExchange exchange, String function) throws IOException {
        var body = exchange.getRequestBody().readNBytes(InvocationEndpoint.MAX_BODY_BYTES + 1);
        var context = InvocationContext.ofHeaders(exchange.getRequestHeaders()::getFirst);
        return endpoint.answer(exchange.getRequestMethod(), function, context, body);
    }
}
