package dev.reprise.workflow.quarkus;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reprise.core.Payload;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.operation.OperationDetails;
import dev.reprise.core.operation.OperationDetails.ExecutionDetails;
import dev.reprise.core.operation.OperationDetails.StepDetails;
import dev.reprise.core.operation.OperationDetails.WaitDetails;
import dev.reprise.core.operation.OperationRef;
import dev.reprise.core.operation.OperationStatus;
import dev.reprise.workflow.protocol.InvocationEnvelope;
import dev.reprise.workflow.protocol.ProtocolJson;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;

/** Invokes functions of the application, as the service does. */
final class FunctionClient {
    private static final String ARN =
            "arn:aws:lambda:us-east-1:000000000000:function:any:1/durable-execution/greet-1/e-1";

    private FunctionClient() {}

    /** What the first invocation of an execution gets. */
    static byte[] envelope(String input) {
        var execution = operation(
                OperationRef.of("e-1", null, null),
                OperationStatus.STARTED,
                new ExecutionDetails(Payload.of(input), null, null));
        return ProtocolJson.writeEnvelope(
                new InvocationEnvelope(ARN, "dG9rZW4tMQ==", List.of(execution), null, List.of()));
    }

    /** A step that was recorded as the execution's first operation. */
    static Operation step(String name, String result) {
        return operation(
                OperationRef.of("1", name, "Step"),
                OperationStatus.SUCCEEDED,
                new StepDetails(1, null, null, Payload.of(result), null));
    }

    /** A sleep that was begun as the execution's first operation. */
    static Operation sleep(String name) {
        return operation(
                OperationRef.of("1", name, "Wait"),
                OperationStatus.STARTED,
                new WaitDetails(Instant.parse("2100-01-01T00:00:00Z")));
    }

    private static Operation operation(OperationRef ref, OperationStatus status, OperationDetails details) {
        var end = status == OperationStatus.STARTED ? null : Instant.EPOCH;
        return new Operation(ref, status, Instant.EPOCH, end, 0, 0, false, details);
    }

    static HttpResponse<String> invoke(URI application, String function, String input) throws Exception {
        return send(application, "POST", "/functions/" + function + "/invocations", envelope(input));
    }

    static HttpResponse<String> send(URI application, String method, String path, byte[] body) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(application.resolve(path))
                    .method(method, BodyPublishers.ofByteArray(body))
                    .build();
            return http.send(request, BodyHandlers.ofString(UTF_8));
        }
    }
}
