package dev.reprise.aws;

import dev.reprise.workflow.host.FunctionHost;
import dev.reprise.workflow.http.HttpCheckpointClient;
import dev.reprise.workflow.http.HttpFunctionHost;
import dev.reprise.workflow.http.HttpHostOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Functions of our own SDK in this JVM, beside those in Node.js. */
final class OwnFunctions implements AutoCloseable {
    /** Multiplies, in a step after a pause. */
    static final String PRODUCT = "own-product";

    /** Calls the function that its input names, and adds to what it returns. */
    static final String CALLER = "own-caller";

    private final HttpCheckpointClient checkpoints;
    private final HttpFunctionHost host;

    OwnFunctions(URI service) {
        checkpoints = new HttpCheckpointClient(service);
        var functions = FunctionHost.builder()
                .function(PRODUCT, Map.class, (input, dc) -> {
                    dc.sleep("pause", Duration.ofSeconds(1));
                    return dc.step(
                            "multiply", Integer.class, () -> (Integer) input.get("a") * (Integer) input.get("b"));
                })
                .function(CALLER, Map.class, (input, dc) -> {
                    int called = dc.invoke("call", (String) input.get("target"), Integer.class, input.get("input"));
                    return Map.of("called", called);
                })
                .build();
        try {
            host = HttpFunctionHost.start(functions, checkpoints, HttpHostOptions.loopback(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String target(String function) {
        return host.target(function).toString();
    }

    @Override
    public void close() {
        host.close();
        checkpoints.close();
    }
}
