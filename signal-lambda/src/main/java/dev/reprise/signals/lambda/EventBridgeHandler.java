package dev.reprise.signals.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Takes what a rule of EventBridge sends: the event, whose detail is a signal, or what an input transformer made of it. It is
 * handed over byte for byte. One that could not be fails the invocation, which Lambda then repeats.
 */
@Named("eventbridge")
@Singleton
public final class EventBridgeHandler implements RequestStreamHandler {
    private static final String SOURCE = "aws:events";

    private final Service service;

    EventBridgeHandler(Service service) {
        this.service = service;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        var body = new String(event.readAllBytes(), StandardCharsets.UTF_8);
        var handed = service.hand(Message.of(SOURCE, null, null, body, Map.of()), Deadline.of(context));
        NotHandedOver.requireNone(handed == Handed.OVER ? List.of() : List.of(SOURCE));
        answer.write("null".getBytes(StandardCharsets.UTF_8));
    }
}
