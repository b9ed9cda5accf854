package dev.reprise.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What users send and functions answer is in the journal, in history and in results; never in logs, nor in our errors. Names of members are no data. */
@QuarkusTest
@WithTestResource(TestBroker.class)
class LeakIT {
    private static final String MARK = "4111SECRET1111";
    private static final String STARTS = "/api/v1/functions/order-function/executions";
    private static final String INVOKE = "/2015-03-31/functions/order-function/invocations?Qualifier=%24LATEST";

    /** Each is wrong in another way, and holds the mark. */
    private static final List<String> WRONG = List.of(
            MARK,
            "{\"a\":" + MARK + "}",
            "{\"a\":1} " + MARK,
            "{\"a\":\"" + MARK,
            "[\"" + MARK + "\",]",
            "{\"target\":{\"x\":\"" + MARK + "\"}}",
            "{\"target\":\"inproc:x\", \"maxOperations\": \"" + MARK + "\"}",
            "{\"durable\":\"" + MARK + "\"}",
            "{\"type\":[\"" + MARK + "\"]}",
            "{\"CheckpointToken\":\"00\",\"Updates\":\"" + MARK + "\"}",
            "{\"CheckpointToken\":\"00\",\"Updates\":[{\"Id\":\"i\",\"Type\":\"STEP\",\"Action\":\"START\",\"Payload\":[\""
                    + MARK + "\"]}]}",
            "{\"_durable_signal\":{\"execution_id\":\"x\",\"signal_name\":{\"a\":\"" + MARK + "\"},\"payload\":1}}",
            "{\"_durable_signal\":{\"execution_id\":7,\"payload\":\"" + MARK + "\"}}",
            "\"" + MARK + "x".repeat(9_000_000) + "\"");

    @ConfigProperty(name = "reprise.bootstrap-servers")
    String bootstrapServers;

    private final CapturedLog log = CapturedLog.begin();

    @BeforeEach
    void ready() {
        Service.awaitReady("order-function");
    }

    @AfterEach
    void stop() {
        log.close();
    }

    private void assertNowhere(Response answer) {
        assertThat(answer.asString()).as("%d", answer.statusCode()).doesNotContain(MARK);
        assertThat(answer.headers().toString()).doesNotContain(MARK);
        assertThat(log.text()).doesNotContain(MARK);
    }

    @Test
    void noBodyThatIsWrongComesBackOrIsLogged() {
        var id = Api.start("order-function", Api.name(), "{\"id\":\"leak\",\"cents\":1}");
        var arn =
                "arn%3Aaws%3Alambda%3Aus-east-1%3A000000000000%3Afunction%3Aorder-function%3A%24LATEST%2Fdurable-execution%2Fn%2F"
                        + id;
        var callback = "/api/v1/callbacks/00";
        for (var body : WRONG) {
            for (var request : List.of(
                    "PUT /api/v1/functions/leak",
                    "PUT /api/v1/functions/order-function/aliases/leak",
                    "POST /api/v1/executions/" + id + "/pause",
                    "POST " + callback + "/fail",
                    "POST /2025-12-01/durable-executions/" + arn + "/checkpoint",
                    "POST /2025-12-01/durable-executions/" + arn + "/pause",
                    "POST /2025-12-01/durable-execution-callbacks/00/fail")) {
                var parts = request.split(" ");
                assertNowhere(given().urlEncodingEnabled(false)
                        .contentType("application/json")
                        .body(body)
                        .request(parts[0], parts[1]));
            }
        }
        for (var body : WRONG.subList(0, 5)) {
            for (var path : List.of(STARTS, "/api/v1/executions/" + id + "/signals/other", INVOKE)) {
                assertNowhere(given().urlEncodingEnabled(false)
                        .contentType("application/json")
                        .body(body)
                        .post(path));
            }
        }
        for (var signal : List.of(WRONG.get(11), WRONG.get(12))) {
            assertNowhere(given().urlEncodingEnabled(false)
                    .contentType("application/json")
                    .body(signal)
                    .post(INVOKE));
        }
    }

    @Test
    void credentialsThatAreWrongDoNotComeBackEither() {
        for (var header : List.of(
                "Bearer " + MARK,
                "Basic " + MARK,
                "AWS4-HMAC-SHA256 Credential=" + MARK
                        + "/20260101/x/lambda/aws4_request, SignedHeaders=host, Signature=00")) {
            assertNowhere(given().header("Authorization", header).get("/api/v1/functions/nobody"));
            assertNowhere(given().header("Authorization", header).get("/2015-03-31/functions/nobody"));
        }
    }

    @Test
    void whatAFunctionAnswersOrThrowsIsNotLogged() {
        try (var function =
                FunctionDouble.answering("{\"Status\":\"FAILED\",\"Error\":{\"ErrorMessage\":\"" + MARK + "\"}}")) {
            var ways = new ArrayList<Runnable>();
            ways.add(() -> function.answer("{\"Status\":\"FAILED\",\"Error\":{\"ErrorMessage\":\"" + MARK + "\"}}"));
            ways.add(() -> function.answer(MARK));
            ways.add(() -> function.answer("{\"Status\":\"" + MARK + "\"}"));
            ways.add(() -> function.answer(500, null, MARK.getBytes(StandardCharsets.UTF_8)));
            ways.add(() -> function.failWith("{\"errorType\":\"E\",\"errorMessage\":\"" + MARK + "\"}"));
            ways.add(() -> function.failWith(MARK));
            for (var way : ways) {
                way.run();
                var name = Api.name();
                Api.json("{\"target\":\"%s\",\"maxFailures\":1}".formatted(function.url()))
                        .put("/api/v1/functions/" + name.substring(0, 20));
                var id = Api.start(name.substring(0, 20), name, "{\"card\":\"" + MARK + "\"}");
                var result = Api.result(id);
                assertThat(result.statusCode()).as(Api.journal(id)).isEqualTo(409);
                assertThat(log.text()).as(Api.journal(id)).doesNotContain(MARK);
            }
            var plain = Api.name().substring(0, 20);
            Api.json("{\"target\":\"%s\",\"durable\":false}".formatted(function.url()))
                    .put("/api/v1/functions/" + plain);
            function.answer(500, null, MARK.getBytes(StandardCharsets.UTF_8));
            var called = Api.json("\"" + MARK + "\"").post("/2015-03-31/functions/" + plain + "/invocations");
            assertNowhere(called);
        }
    }

    @Test
    void aSignalThatCannotBeReadIsPutAsideWithoutShowingItInTheLog() {
        try (var topic = new SignalsTopic(bootstrapServers)) {
            var key = Api.name();
            topic.publish("{\"execution\": " + MARK, Map.of("test", key));
            topic.publish("{\"" + key + "\": \"" + MARK + "\"", Map.of());
            topic.publish("{\"execution\":\"%s\",\"signal\":\"s\",\"payload\":\"%s\"}".formatted(key, MARK), Map.of());

            topic.deadLetterReasons(key, 1);
            Await.until(
                    "all three are put aside",
                    () -> log.text()
                                    .lines()
                                    .filter(line -> line.contains("Put aside"))
                                    .count()
                            >= 3,
                    log::text);
            assertThat(log.text()).doesNotContain(MARK);
        }
    }
}
