package dev.reprise.workflow.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reprise.lambda.LiveNode;
import dev.reprise.lambda.LocalLambda;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A live node invokes the function in Lambda, where Quarkus' own loop of invocations runs it, as it does in native form. */
@QuarkusTest
@WithTestResource(VisitLab.class)
class DurableHandlerIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EXECUTIONS = "/api/v1/executions/";

    private LiveNode node;
    private LocalLambda lambda;

    private String start(String input) throws IOException {
        return start("visit-workflow", input);
    }

    private String start(String function, String input) throws IOException {
        var path = "/api/v1/functions/%s/executions?name=test-%s".formatted(function, UUID.randomUUID());
        return JSON.readTree(node.ok("POST", path, input)).path("executionId").asText();
    }

    private JsonNode result(String id) throws IOException {
        var answer = node.send("GET", EXECUTIONS + id + "/result?waitSeconds=60", "");
        assertThat(answer.statusCode())
                .as(answer.body() + node.ok("GET", EXECUTIONS + id + "/history", ""))
                .isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private int failedInvocations(String id) {
        try {
            return JSON.readTree(node.ok("GET", EXECUTIONS + id, ""))
                    .path("failedInvocations")
                    .asInt();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void runsThroughAStepASleepAndASignalEachInvocationInARequestScopeOfItsOwn() throws Exception {
        var id = start("\"Ada\"");
        node.ok("POST", EXECUTIONS + id + "/signals/review", "\"fine\"");

        var result = result(id);

        assertThat(result.path("charge").asInt()).isEqualTo(1);
        assertThat(result.path("review").asText()).isEqualTo("fine");
        assertThat(result.path("guest").asText()).isEqualTo("Ada, greeted 1 time");
    }

    @Test
    void aCrashIsAFailedInvocationAndTheLoopGoesOn() throws Exception {
        var crashed = start("\"crash\"");
        node.await("the invocation has failed", () -> failedInvocations(crashed) >= 1);

        var next = start("\"Bob\"");
        node.ok("POST", EXECUTIONS + next + "/signals/review", "\"fine\"");

        assertThat(result(next).path("guest").asText()).startsWith("Bob");
        node.ok("POST", EXECUTIONS + crashed + "/stop", "{}");
    }

    @Test
    void invocationsFromATopicRunThroughTheEventSourceForKafka() throws Exception {
        var first = start(VisitLab.QUEUED, "\"Ada\"");
        var crashed = start(VisitLab.QUEUED, "\"crash\"");
        var second = start(VisitLab.QUEUED, "\"Bob\"");
        node.ok("POST", EXECUTIONS + first + "/signals/review", "\"fine\"");
        node.ok("POST", EXECUTIONS + second + "/signals/review", "\"fine\"");

        assertThat(result(first).path("review").asText()).isEqualTo("fine");
        assertThat(result(second).path("guest").asText()).startsWith("Bob");
        node.await("the invocation has failed", () -> failedInvocations(crashed) >= 1);
        assertThat(node.ok("GET", EXECUTIONS + crashed + "/history", "")).contains("out of order");
        node.ok("POST", EXECUTIONS + crashed + "/stop", "{}");
    }

    @Test
    void anEventThatIsNoEnvelopeIsAnErrorThatSaysWhatWasExpected() throws Exception {
        var invoke = URI.create(lambda.endpoint() + "/2015-03-31/functions/visit-workflow/invocations");
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(
                    HttpRequest.newBuilder(invoke)
                            .POST(BodyPublishers.ofString("{\"id\":\"order-1\"}"))
                            .build(),
                    BodyHandlers.ofString());

            assertThat(answer.headers().firstValue("X-Amz-Function-Error")).hasValue("Unhandled");
            assertThat(JSON.readTree(answer.body()).path("errorType").asText()).endsWith("ProtocolViolation");
            assertThat(answer.body()).containsIgnoringCase("durableExecutionArn");
        }
    }
}
