package dev.reprise.workflow.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** Answers to requests of the JDK's server. */
final class Exchanges {
    private Exchanges() {}

    static void answer(HttpExchange exchange, InvocationAnswer answer) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(answer.status(), answer.body().length);
        exchange.getResponseBody().write(answer.body());
    }
}
