package dev.reprise.signals.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.lambda.LiveNode;
import dev.reprise.workflow.host.FunctionHost;
import dev.reprise.workflow.http.HttpCheckpointClient;
import dev.reprise.workflow.http.HttpFunctionHost;
import dev.reprise.workflow.http.HttpHostOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The handlers and a live node: what Lambda was invoked with reaches the code that waits for it. */
class HandlersIT {
    private static final Invocation INVOCATION = new Invocation(60_000);

    private static LiveNode node;
    private static HttpCheckpointClient checkpoints;
    private static HttpFunctionHost host;
    private static Service service;

    @BeforeAll
    static void start() throws IOException {
        var functions = FunctionHost.builder()
                .function("approvals", Integer.class, (count, dc) -> {
                    var answers = new ArrayList<String>();
                    for (int i = 0; i < count; i++) {
                        answers.add(dc.waitForSignal("review").as(String.class));
                    }
                    return answers;
                })
                .build();
        node = LiveNode.start(Path.of("target", "service.log"), Map.of());
        checkpoints = new HttpCheckpointClient(node.address());
        host = HttpFunctionHost.start(functions, checkpoints, HttpHostOptions.loopback(0));
        node.ok("PUT", "/api/v1/functions/approvals", "{\"target\":\"%s\"}".formatted(host.target("approvals")));
        service = new Service(node.address(), Optional.empty());
    }

    @AfterAll
    static void stop() {
        host.close();
        checkpoints.close();
        node.close();
    }

    /** Starts an execution that waits for so many answers, and gives its name. */
    private static String waiting(int answers) {
        var name = "test-" + UUID.randomUUID();
        var started =
                node.send("POST", "/api/v1/functions/approvals/executions?name=" + name, Integer.toString(answers));
        assertThat(started.statusCode()).as(started.body()).isEqualTo(201);
        return name;
    }

    private static String result(String name) {
        var execution = Events.read(node.ok("GET", "/api/v1/functions/approvals/executions/" + name, ""), Map.class);
        return node.ok(
                "GET", "/api/v1/executions/%s/result?waitSeconds=60".formatted(execution.get("executionId")), "");
    }

    private static String signal(String name, String payload) {
        return "{\"execution\":\"approvals/%s\",\"signal\":\"review\",\"payload\":\"%s\"}".formatted(name, payload);
    }

    @Test
    void aBatchOfAQueueIsTakenInOnceAndWhatIsNoSignalIsNotSentBack() {
        var sqs = new SqsHandler(service);
        var name = waiting(2);
        var first = UUID.randomUUID().toString();
        var second = UUID.randomUUID().toString();
        var event = Events.sqs(
                List.of(record("not a signal", UUID.randomUUID().toString()), record(signal(name, "yes"), first)));

        assertThat(sqs.handleRequest(event, INVOCATION).getBatchItemFailures()).isEmpty();
        assertThat(sqs.handleRequest(event, INVOCATION).getBatchItemFailures()).isEmpty();
        sqs.handleRequest(Events.sqs(List.of(record(signal(name, "again"), second))), INVOCATION);

        assertThat(result(name)).isEqualTo("[\"yes\",\"again\"]");
        assertThat(node.ok("GET", "/q/metrics", "")).contains("reprise_signals_deadlettered_total{");
    }

    private static String record(String body, String id) {
        return Events.sqsRecord(Events.QUEUE, id, null, body);
    }

    @Test
    void aNotificationAndAnEventReachTheCode() throws IOException {
        var name = waiting(2);

        new SnsHandler(service)
                .handleRequest(
                        Events.sns(
                                UUID.randomUUID().toString(),
                                "approvals/" + name,
                                "{\"signal\":\"review\",\"payload\":\"by SNS\"}"),
                        INVOCATION);
        new EventBridgeHandler(service)
                .handleRequest(
                        new ByteArrayInputStream(
                                "{\"version\":\"0\",\"id\":\"%s\",\"detail-type\":\"Reviewed\",\"source\":\"shop\",\"detail\":%s}"
                                        .formatted(UUID.randomUUID(), signal(name, "by event"))
                                        .getBytes(UTF_8)),
                        new ByteArrayOutputStream(),
                        INVOCATION);

        assertThat(result(name)).isEqualTo("[\"by SNS\",\"by event\"]");
    }
}
