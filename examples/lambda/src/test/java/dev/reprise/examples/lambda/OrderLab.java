package dev.reprise.examples.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.reprise.gateway.QueueStandIn;
import dev.reprise.gateway.SnsStandIn;
import dev.reprise.lambda.FunctionRuntime;
import dev.reprise.lambda.JavaRuntime;
import dev.reprise.lambda.LambdaFunction;
import dev.reprise.lambda.LiveNode;
import dev.reprise.lambda.LocalLambda;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * All there is between an order and its receipt: a broker, the packaged service, Lambda, the packaged function as AWS's own
 * loop runs it, and the services behind it. One thread at a time.
 */
final class OrderLab implements AutoCloseable {
    static final JsonMapper JSON = JsonMapper.builder().build();
    static final String REVIEW = "fraud-review-approval";
    static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:approvals";

    /** Whatever is free of it starts sooner; Lambda sets the like. */
    private static final List<String> JVM = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    /** It is not part of the function's timeout, but of the service's patience. */
    private static final Duration COLD_START = Duration.ofMinutes(1);

    private static final Path OUTPUTS = Path.of("target", "lab");

    final LocalLambda lambda = LocalLambda.start();
    final Effects effects = Effects.start();
    final QueueStandIn queues = QueueStandIn.start();
    final String queue = queues.create("approvals");
    final SnsStandIn sns = SnsStandIn.start();
    final LiveNode node = LiveNode.start(OUTPUTS.resolve("service.log"), settings());
    private final Path task = FunctionZip.unpacked();

    private Map<String, String> settings() {
        return Map.of(
                "reprise.lambda.endpoint",
                lambda.endpoint().toString(),
                "reprise.sqs.queues",
                queue,
                "reprise.sqs.endpoint",
                queues.endpoint().toString(),
                "reprise.sqs.region",
                "us-east-1",
                "reprise.sns.topics",
                TOPIC,
                "reprise.sns.endpoint",
                sns.endpoint().toString());
    }

    /** Where the packaged function is unpacked. */
    Path task() {
        return task;
    }

    /** The order, with whatever else the JVM is told. */
    FunctionRuntime.Command java(String name, String... options) {
        var all = new ArrayList<>(JVM);
        all.addAll(List.of(options));
        return command(name, JavaRuntime.command(all, JavaRuntime.QUARKUS_HANDLER));
    }

    FunctionRuntime.Command command(String name, List<String> command) {
        var environment = Map.of(
                "REPRISE_ENDPOINT", node.address().toString(),
                "ORDER_SERVICES", effects.address().toString());
        return new FunctionRuntime.Command(command, task, environment, OUTPUTS.resolve(name + ".log"));
    }

    /** Creates a function in Lambda and registers it with the service, and gives its name. */
    String deploy(LambdaFunction function) {
        var arn = lambda.create(function);
        node.ok(
                "PUT",
                "/api/v1/functions/" + function.name(),
                "{\"target\":\"lambda:%s\",\"invocationTimeoutSeconds\":%d}"
                        .formatted(arn, function.timeout().plus(COLD_START).toSeconds()));
        return function.name();
    }

    /** The same, unless one of that name is there. */
    void deployOnce(LambdaFunction function) {
        if (lambda.functions().stream().noneMatch(function.name()::equals)) {
            deploy(function);
        }
    }

    /** Runs an order, so that the process is there and has seen one. */
    void warm(String function) {
        var id = order(function);
        approve(id);
        requireFulfilled(function, id);
    }

    /** Starts an order and gives the execution's id. */
    String order(String function) {
        return start(function, "{\"id\":\"order-1\",\"cardToken\":\"tok_visa\",\"total\":49.90}");
    }

    String start(String function, String input) {
        var path = "/api/v1/functions/%s/executions?name=test-%s".formatted(function, UUID.randomUUID());
        return json(node.ok("POST", path, input)).path("executionId").asText();
    }

    void approve(String executionId) {
        WayToSignal.REST.send(this, "", executionId, REVIEW, "\"approve\"");
    }

    /** Calls the service, which must not refuse. */
    void requireOk(HttpRequest.Builder request) {
        var answer = node.send(request);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    }

    /** Waits for the receipt of an order, and expects that each effect has happened, once. */
    void requireFulfilled(String function, String executionId) {
        var receipt = receipt(function, executionId);
        assertThat(receipt.path("status").asText()).as(receipt.toString()).isEqualTo("fulfilled");
        assertThat(effects.of(executionId)).as(journal(executionId)).containsExactly("charge", "book");
    }

    private JsonNode receipt(String function, String executionId) {
        var answer = node.send("GET", "/api/v1/executions/%s/result?waitSeconds=60".formatted(executionId), "");
        if (answer.statusCode() != 200) {
            throw new AssertionError("Expected a receipt, but found %d: %s%n%s"
                    .formatted(answer.statusCode(), answer.body(), told(function, executionId)));
        }
        return json(answer.body());
    }

    /** Whether the last invocation of an execution has failed. */
    boolean hasFailed(String executionId) {
        return json(node.ok("GET", "/api/v1/executions/" + executionId, ""))
                        .path("failedInvocations")
                        .asInt()
                > 0;
    }

    /** The history as it is, JSON. */
    String journal(String executionId) {
        return node.ok("GET", "/api/v1/executions/" + executionId + "/history", "");
    }

    /** How the invocations of a function ended, oldest first. */
    List<String> outcomes(String function) {
        return lambda.reports(function).stream()
                .map(report -> report.outcome().told())
                .toList();
    }

    /** All that may help. */
    String told(String function, String executionId) {
        return String.join(
                "\n", journal(executionId), String.join("\n", outcomes(function)), lambda.said(function), node.said());
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("Expected JSON, but found: " + text, e);
        }
    }

    @Override
    public void close() {
        lambda.close();
        node.close();
        sns.close();
        queues.close();
        effects.close();
    }
}
