package dev.reprise.gateway.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.Payload;
import dev.reprise.core.journal.InvocationStart;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.operation.OperationRef;
import dev.reprise.core.operation.OperationUpdate;
import dev.reprise.core.state.PartitionState;
import dev.reprise.core.state.Poison;
import dev.reprise.gateway.Await;
import dev.reprise.gateway.application.Caller;
import dev.reprise.gateway.application.FunctionTarget;
import dev.reprise.gateway.application.RegisteredFunction;
import dev.reprise.gateway.application.StartExecution;
import dev.reprise.gateway.application.StartOutcome;
import dev.reprise.gateway.security.Grants;
import dev.reprise.gateway.security.Requester;
import dev.reprise.gateway.security.Role;
import dev.reprise.gateway.tokens.CheckpointToken;
import dev.reprise.workflow.http.AccessKey;
import dev.reprise.workflow.http.HttpCheckpointClient;
import dev.reprise.workflow.protocol.CheckpointRequest;
import io.restassured.path.json.JsonPath;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Checkpoints of many executions in one request, beside the same ones by themselves. */
@Timeout(60)
class CheckpointBatchIT {
    private static final String STEP =
            "\"Updates\":[{\"Id\":\"1\",\"Type\":\"STEP\",\"Action\":\"SUCCEED\",\"Payload\":\"{\\\"a\\\":\\\"\u00fc\\\"}\"}]";

    private final HttpClient http = HttpClient.newHttpClient();
    private volatile Requester asking = Requester.ANYBODY;
    private LambdaServer server;

    private void serve(Requester by) throws Exception {
        asking = by;
        server = LambdaServer.asked(() -> asking);
        server.functions.put(RegisteredFunction.durable("secret", new FunctionTarget.InProcess("secret")));
    }

    @AfterEach
    void stop() throws Exception {
        http.close();
        server.close();
    }

    private ExecutionId start(String function) {
        var outcome = new StartExecution(server.journal, server.functions)
                .start(new StartExecution.Request(
                        function, RegisteredFunction.LATEST, null, Payload.of("{}"), Caller.UNKNOWN));
        return ((StartOutcome.Started) outcome).execution();
    }

    private String arn(ExecutionId execution) {
        return server.arns.arn(server.journal.execution(execution));
    }

    private String token(ExecutionId execution) {
        return CheckpointToken.of(server.journal.execution(execution), new InvocationStart("request-1", Instant.EPOCH))
                .write(server.seal);
    }

    /** A checkpoint's body, without the braces. */
    private static String body(String token, String clientToken, String updates) {
        return "\"CheckpointToken\":\"%s\",\"ClientToken\":\"%s\"%s"
                .formatted(token, clientToken, updates.isEmpty() ? "" : "," + updates);
    }

    private String step(ExecutionId execution) {
        return item(arn(execution), body(token(execution), "c-" + execution, STEP));
    }

    private static String item(String arn, String body) {
        return "{\"DurableExecutionArn\":\"%s\",%s}".formatted(arn, body);
    }

    private HttpResponse<String> batch(String... items) throws Exception {
        return post("/api/v1/checkpoints", "[" + String.join(",", items) + "]");
    }

    private HttpResponse<String> single(String arn, String body) throws Exception {
        return post(
                "/2025-12-01/durable-executions/" + URLEncoder.encode(arn, StandardCharsets.UTF_8) + "/checkpoint",
                "{" + body + "}");
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(server.uri().resolve(path))
                        .header("User-Agent", "aws-durable-execution-sdk-java/2.0.0")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static List<Integer> statuses(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonPath(answer.body()).getList("Status");
    }

    private void quarantine(ExecutionId execution) {
        var poison = new Poison(1, "CheckpointSubmitted", "IllegalStateException: a bug", Instant.EPOCH, null);
        server.journal
                .submit(new JournalRecord.ExecutionQuarantined(execution, PartitionState.NEW.ownerTerm(), poison))
                .join();
    }

    private int operations(ExecutionId execution) {
        return server.journal.operations(execution).size();
    }

    @Test
    void eachIsRecordedOrRefusedAsIfItCameByItself() throws Exception {
        serve(Requester.ANYBODY);
        var good = start("f");
        var other = start("f");
        var third = start("secret");
        var quarantined = start("f");
        var quarantinedToken = token(quarantined);
        quarantine(quarantined);

        var answer = batch(
                step(good),
                item(arn(other), body("00", "c", STEP)),
                item(arn(other), body(token(third), "c", STEP)),
                item(arn(other), body(token(other), "c", STEP.replace("SUCCEED", "NAP"))),
                item(arn(other), body(token(other), "c", STEP.replace("\"1\",\"Type\"", "[7],\"Type\""))),
                item(arn(other), body(token(other), "c", STEP.replace("SUCCEED", "CANCEL"))),
                item(arn(other).replace("function:f", "function:g"), body(token(other), "c", STEP)),
                item("arn:aws:nothing", body(token(other), "c", STEP)),
                "{" + body(token(other), "c", STEP) + "}",
                "7",
                item(arn(quarantined), body(quarantinedToken, "c", STEP)),
                step(third),
                item(arn(other), body(token(other), "c", "")));

        assertThat(statuses(answer)).containsExactly(200, 400, 400, 400, 400, 400, 400, 400, 400, 400, 400, 200, 200);
        assertThat(new JsonPath(answer.body()).<String>getList("ErrorType"))
                .containsExactly(
                        null,
                        "InvalidParameterValueException",
                        "InvalidParameterValueException",
                        "ValidationException",
                        "SerializationException",
                        "InvalidParameterValueException",
                        "InvalidParameterValueException",
                        "ValidationException",
                        "ValidationException",
                        "ValidationException",
                        "InvalidParameterValueException",
                        null,
                        null);
        assertThat(operations(good)).as("%s", server.journal).isEqualTo(2);
        assertThat(operations(third)).isEqualTo(2);
        assertThat(operations(other)).isEqualTo(1);
        assertThat(operations(quarantined)).isEqualTo(1);
    }

    /** What is accepted is asked for again with its client token, and then answered as before. */
    @Test
    void anAnswerInABatchIsTheAnswerByItself() throws Exception {
        serve(Requester.ANYBODY);
        var executions = IntStream.range(0, 8).mapToObj(i -> start("f")).toList();
        var arns = executions.stream().map(this::arn).toList();
        var bodies = List.of(
                body(token(executions.get(0)), "c", STEP),
                body("00", "c", STEP),
                body(token(executions.get(0)), "c", STEP),
                body(token(executions.get(3)), "c", STEP.replace("\"Id\":\"1\",", "")),
                "\"CheckpointToken\":7",
                body(token(executions.get(5)), "c", ""),
                body(token(executions.get(6)), "c", STEP.replace("SUCCEED", "CANCEL")),
                body(token(executions.get(7)), "\u00fc", STEP));
        var items = new ArrayList<String>();
        for (int i = 0; i < arns.size(); i++) {
            items.add(item(arns.get(i), bodies.get(i)));
        }
        var strange = List.of("arn:aws:nothing", arns.get(1) + "0", arns.get(1).replace("function:f", "function:g"));
        strange.forEach(arn -> items.add(item(arn, bodies.get(1))));

        var together = new JsonPath(batch(items.toArray(String[]::new)).body());

        for (int i = 0; i < items.size(); i++) {
            var arn = i < arns.size() ? arns.get(i) : strange.get(i - arns.size());
            var alone = single(arn, i < arns.size() ? bodies.get(i) : bodies.get(1));

            assertThat(together.getInt("[%d].Status".formatted(i)))
                    .as("%s: %s", items.get(i), alone.body())
                    .isEqualTo(alone.statusCode());
            assertThat(together.getString("[%d].ErrorType".formatted(i)))
                    .isEqualTo(alone.headers().firstValue("x-amzn-errortype").orElse(null));
            assertThat(together.<Map<String, Object>>get("[%d].Body".formatted(i)))
                    .isEqualTo(new JsonPath(alone.body()).<Map<String, Object>>get());
        }
        assertThat(together.getList("Status")).contains(200, 400);
    }

    @Test
    void whoMayOperateOneFunctionGetsNoFurtherWithAnother() throws Exception {
        serve(new Requester("alice", new Grants(List.of(new Grants.Grant(Role.OPERATE, "f")))));
        var own = start("f");
        var secret = start("secret");
        var disguised = arn(secret).replace("function:secret", "function:f");

        var answer = batch(
                step(secret), step(own), item(disguised, body(token(secret), "c", STEP)), step(secret), step(own));

        assertThat(statuses(answer)).containsExactly(403, 200, 400, 403, 200);
        assertThat(new JsonPath(answer.body()).getString("[0].ErrorType")).isEqualTo("AccessDeniedException");
        assertThat(operations(own)).isEqualTo(2);
        assertThat(operations(secret)).as("%s", server.journal).isEqualTo(1);
    }

    /** A node remembers ARNs that were right, whoever showed them. */
    @Test
    void anArnThatSomebodyElseMayUseOpensNothingUnderAnotherFunctionsName() throws Exception {
        serve(Requester.ANYBODY);
        var secret = start("secret");
        assertThat(statuses(batch(step(secret)))).containsExactly(200);
        asking = new Requester("alice", new Grants(List.of(new Grants.Grant(Role.OPERATE, "f"))));
        var disguised = arn(secret).replace("function:secret", "function:f");
        var next = body(token(secret), "c", STEP.replace("\"Id\":\"1\"", "\"Id\":\"2\""));

        for (int i = 0; i < 2; i++) {
            assertThat(statuses(batch(item(disguised, next), item(arn(secret), next))))
                    .containsExactly(400, 403);
            assertThat(single(disguised, next).statusCode()).isEqualTo(400);
            assertThat(single(arn(secret), next).statusCode()).isEqualTo(403);
        }
        assertThat(operations(secret)).as("%s", server.journal).isEqualTo(2);
    }

    @Test
    void whoMayNotOperateAnythingIsRefusedAsAWhole() throws Exception {
        serve(new Requester("bob", new Grants(List.of(new Grants.Grant(Role.READ, "")))));

        assertThat(batch().statusCode()).isEqualTo(403);
    }

    @Test
    void whatIsNotDecidedSoonHoldsUpNoOtherAndIsRecordedOnceWhenItIsAskedForAgain() throws Exception {
        serve(Requester.ANYBODY);
        var slow = start("f");
        var good = start("f");
        var stale = start("f");
        var again = body(token(slow), "c", STEP);
        server.journal.holdAnswers(record -> record instanceof JournalRecord.CheckpointSubmitted c
                && c.execution().equals(slow));

        var first = batch(item(arn(slow), again), step(good), item(arn(stale), body("00", "c", STEP)));
        var second = batch(item(arn(slow), again), item(arn(good), body(token(good), "c2", "")));
        server.journal.answerAll();
        var alone = single(arn(slow), again);

        assertThat(statuses(first)).containsExactly(202, 200, 400);
        assertThat(statuses(second)).as("the execution is known by now").containsExactly(202, 200);
        assertThat(new JsonPath(first.body()).<Object>get("[0].Body")).isNull();
        assertThat(alone.statusCode()).as(alone.body()).isEqualTo(200);
        assertThat(operations(slow)).as("%s", server.journal).isEqualTo(2);
        assertThat(server.journal.execution(slow).lane().seq()).isEqualTo(1);
    }

    @Test
    void whatTheJournalCouldNotTakeInIsToBeTriedAgain() throws Exception {
        serve(Requester.ANYBODY);
        var lost = start("f");
        server.journal.loseOnce(JournalRecord.CheckpointSubmitted.class);

        var answer = batch(step(lost));

        assertThat(statuses(answer)).containsExactly(503);
        assertThat(statuses(batch(step(lost)))).containsExactly(200);
    }

    @Test
    void aBugInOneHarmsNoOther() throws Exception {
        serve(Requester.ANYBODY);
        var good = start("f");
        var call =
                "\"Updates\":[{\"Id\":\"1\",\"Type\":\"CHAINED_INVOKE\",\"Action\":\"START\",\"ChainedInvokeOptions\":{\"FunctionName\":\"f\"}}]";
        var unlucky = start("f");
        var item = item(arn(unlucky), body(token(unlucky), "c", call));
        server.functions.failFind(1);

        assertThat(statuses(batch(item, step(good)))).containsExactly(500, 200);
    }

    @Test
    void whatIsNoBatchIsRefusedAsAWhole() throws Exception {
        serve(Requester.ANYBODY);

        assertThat(post("/api/v1/checkpoints", "{").statusCode()).isEqualTo(400);
        assertThat(post("/api/v1/checkpoints", "{}").headers().firstValue("x-amzn-errortype"))
                .hasValue("SerializationException");
        assertThat(batch("{}".repeat(257).replace("}{", "},{")).headers().firstValue("x-amzn-errortype"))
                .hasValue("ValidationException");
        assertThat(batch().body()).isEqualTo("[]");
    }

    @Test
    void ourOwnSdkSharesRequestsAndSignsThem() throws Exception {
        server = LambdaServer.open("AKIDALICE:operate:f:s3cr3t/+=");
        var slow = List.of(start("f"), start("f"));
        server.journal.holdAnswers(
                record -> record instanceof JournalRecord.CheckpointSubmitted c && slow.contains(c.execution()));
        var executions = IntStream.range(0, 20).mapToObj(i -> start("f")).toList();
        try (var client = new HttpCheckpointClient(server.uri(), new AccessKey("AKIDALICE", "s3cr3t/+="));
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            slow.forEach(execution -> callers.submit(() -> runSteps(client, execution, 1)));
            Await.until(
                    "two requests hang",
                    () -> server.journal.backlog().submissions() == 2,
                    () -> server.paths().toString());

            var running = executions.stream()
                    .map(execution -> callers.submit(() -> runSteps(client, execution, 5)))
                    .toList();
            for (var each : running) {
                each.get();
            }
            server.journal.answerAll();
        }

        assertThat(server.paths()).contains("/api/v1/checkpoints");
        assertThat(executions)
                .allSatisfy(execution -> assertThat(operations(execution))
                        .as("%s", server.journal)
                        .isEqualTo(6))
                .allSatisfy(execution -> assertThat(
                                server.journal.execution(execution).lane().seq())
                        .isEqualTo(5));
    }

    private Void runSteps(HttpCheckpointClient client, ExecutionId execution, int steps) {
        var arn = arn(execution);
        var token = token(execution);
        for (int i = 0; i < steps; i++) {
            var step = new OperationUpdate.SucceedStep(OperationRef.of("s" + i, null, null), Payload.of("1"), null);
            token = client.checkpoint(arn, new CheckpointRequest(token, "c" + i, List.of(step)))
                    .checkpointToken();
        }
        return null;
    }

    @Test
    void afterTheFirstCheckpointTheHeaderIsNotReadAgain() throws Exception {
        serve(Requester.ANYBODY);
        var execution = start("f");
        var first = new JsonPath(batch(step(execution)).body()).getString("[0].Body.CheckpointToken");
        var arn = arn(execution);
        int before = server.journal.headersRead();

        var second = single(arn, body(first, "c2", STEP.replace("\"Id\":\"1\"", "\"Id\":\"2\"")));

        assertThat(second.statusCode()).as(second.body()).isEqualTo(200);
        assertThat(server.journal.headersRead()).isEqualTo(before);
    }
}
