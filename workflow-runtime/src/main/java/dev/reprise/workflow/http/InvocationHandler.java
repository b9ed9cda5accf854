package dev.reprise.workflow.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.reprise.workflow.engine.Failures;
import dev.reprise.workflow.host.FunctionHost;
import dev.reprise.workflow.host.UnknownFunction;
import dev.reprise.workflow.protocol.InvocationEnvelope;
import dev.reprise.workflow.protocol.ProtocolJson;
import dev.reprise.workflow.protocol.ProtocolViolation;
import dev.reprise.workflow.spi.CheckpointClient;
import dev.reprise.workflow.spi.StaleCheckpointToken;
import java.io.IOException;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Invokes a function with what the request holds, as Lambda's Invoke would. */
final class InvocationHandler implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(InvocationHandler.class);
    private static final Pattern PATH = Pattern.compile("(?:/2015-03-31)?/functions/([^/]+)/invocations");
    private static final int MAX_BODY_BYTES = 16 << 20;

    private final FunctionHost functions;
    private final CheckpointClient client;

    InvocationHandler(FunctionHost functions, CheckpointClient client) {
        this.functions = functions;
        this.client = client;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = PATH.matcher(exchange.getRequestURI().getPath());
            if (!path.matches()) {
                Exchanges.refuse(
                        exchange, 404, "ResourceNotFoundException", "Expected /functions/NAME/invocations or /health");
            } else if (!"POST".equals(exchange.getRequestMethod())) {
                Exchanges.refuse(exchange, 405, "InvalidRequestContentException", "Expected POST");
            } else {
                invoke(exchange, path.group(1));
            }
        }
    }

    private void invoke(HttpExchange exchange, String function) throws IOException {
        var body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) {
            Exchanges.refuse(
                    exchange, 413, "RequestTooLargeException", "Expected at most " + MAX_BODY_BYTES + " bytes");
            return;
        }
        InvocationEnvelope envelope;
        try {
            envelope = ProtocolJson.readEnvelope(body);
        } catch (ProtocolViolation notAnEnvelope) {
            Exchanges.refuse(
                    exchange, 400, "InvalidRequestContentException", String.valueOf(notAnEnvelope.getMessage()));
            return;
        }
        invoke(exchange, function, envelope);
    }

    private void invoke(HttpExchange exchange, String function, InvocationEnvelope envelope) throws IOException {
        byte[] output;
        try {
            output = ProtocolJson.writeOutput(functions.invoke(function, envelope, client));
        } catch (UnknownFunction unknown) {
            Exchanges.refuse(exchange, 404, "ResourceNotFoundException", String.valueOf(unknown.getMessage()));
            return;
        } catch (RuntimeException | Error crash) {
            log(function, crash);
            exchange.getResponseHeaders().set("X-Amz-Function-Error", "Unhandled");
            output = ProtocolJson.writeFunctionError(Failures.of(crash));
        }
        Exchanges.answer(exchange, 200, output);
    }

    private static void log(String function, Throwable crash) {
        if (crash instanceof StaleCheckpointToken) {
            LOG.debug("An invocation of function '{}' has been superseded and stopped", function);
        } else {
            LOG.warn("Function '{}' could not go on; the service invokes it again after a pause", function, crash);
        }
    }
}
