package dev.reprise.workflow.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.reprise.workflow.JsonCodec;
import dev.reprise.workflow.host.FunctionHost;
import java.io.IOException;
import java.util.Set;

/** Says that the host is there, and what it serves. */
final class HealthHandler implements HttpHandler {
    private final FunctionHost functions;

    HealthHandler(FunctionHost functions) {
        this.functions = functions;
    }

    private record Health(String status, Set<String> functions) {}

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var health = JsonCodec.DEFAULT.write(new Health("UP", functions.names()));
            Exchanges.answer(exchange, InvocationAnswer.output(health.utf8()));
        }
    }
}
