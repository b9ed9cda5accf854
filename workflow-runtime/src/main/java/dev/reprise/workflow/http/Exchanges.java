package dev.reprise.workflow.http;

import com.sun.net.httpserver.HttpExchange;
import dev.reprise.workflow.protocol.ProtocolJson;
import java.io.IOException;

/** Answers to HTTP requests. */
final class Exchanges {
    private Exchanges() {}

    static void answer(HttpExchange exchange, int status, byte[] json) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, json.length);
        exchange.getResponseBody().write(json);
    }

    /** An error as Lambda's own API words it. */
    static void refuse(HttpExchange exchange, int status, String type, String message) throws IOException {
        exchange.getResponseHeaders().set("x-amzn-errortype", type);
        answer(exchange, status, ProtocolJson.writeErrorMessage(message));
    }
}
