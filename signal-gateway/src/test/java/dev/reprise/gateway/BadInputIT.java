package dev.reprise.gateway;

import static dev.reprise.gateway.Api.assertProblem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.gateway.rest.ProblemCode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(TestBroker.class)
class BadInputIT {
    private static final String STARTS = "/api/v1/functions/order-function/executions";

    @BeforeEach
    void ready() {
        Service.awaitReady("order-function");
    }

    private static String running() {
        return Api.start("order-function", Api.name(), "{\"id\":\"bad-input\",\"cents\":1}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"a\":}", "nul", "{} {}", "\"open", "[1,]", "{\"a\":1}}", "01", " "})
    void malformedJsonIsRefusedWithItsPlace(String body) {
        assertProblem(Api.json(body).post(STARTS), 400, "malformed-json");
    }

    @Test
    void jsonThatIsNotUtf8IsRefused() {
        var latin = new byte[] {'"', (byte) 0xE4, '"'};
        assertProblem(given().contentType("application/json").body(latin).post(STARTS), 400, "malformed-json");
    }

    @Test
    void jsonNestedTooDeeplyIsRefused() {
        assertProblem(Api.json("[".repeat(100_000)).post(STARTS), 400, "malformed-json");
    }

    @Test
    void anUnknownFunctionIsNotFound() {
        assertProblem(Api.json("{}").post("/api/v1/functions/nobody/executions"), 404, "function-not-found");
        assertProblem(given().get("/api/v1/functions/nobody"), 404, "function-not-found");
        assertProblem(given().delete("/api/v1/functions/nobody"), 404, "function-not-found");
    }

    @ParameterizedTest
    @CsvSource({"GET, ''", "GET, /history", "GET, /operations", "GET, /result", "POST, /stop", "POST, /signals/review"})
    void anUnknownExecutionIsNotFound(String method, String what) {
        for (var id : new String[] {"0001-" + UUID.randomUUID(), "ffff-" + UUID.randomUUID()}) {
            assertProblem(
                    Api.json("{}").request(method, "/api/v1/executions/" + id + what), 404, "execution-not-found");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "0001", "zzzz-018f2c2e-7d0a-7c1e-9f0a-3b1d5e7f9a11", "%00", "a%2Fb", "-1-1"})
    void whatIsNoExecutionIdIsInvalid(String id) {
        assertProblem(given().urlEncodingEnabled(false).get("/api/v1/executions/" + id), 400, "invalid-request");
    }

    @Test
    void namesOverTheirLimitsAreInvalid() {
        var long65 = "n".repeat(65);
        assertProblem(Api.json("{}").header("Reprise-Execution-Name", long65).post(STARTS), 400, "invalid-request");
        assertProblem(Api.json("{}").queryParam("name", "a b").post(STARTS), 400, "invalid-request");
        assertProblem(Api.json("{}").post("/api/v1/functions/" + long65 + "/executions"), 400, "invalid-request");
        assertProblem(Api.json("{\"target\":\"inproc:x\"}").put("/api/v1/functions/" + long65), 400, "invalid-request");
        assertProblem(
                Api.json("1").post("/api/v1/executions/" + running() + "/signals/" + "s".repeat(257)),
                400,
                "invalid-request");
        assertProblem(
                Api.json("1")
                        .header("Reprise-Signal-Id", "i".repeat(257))
                        .post("/api/v1/executions/" + running() + "/signals/review"),
                400,
                "invalid-request");
    }

    @Test
    void aSignalOver256KiBIsTooLarge() {
        var payload = "\"" + "x".repeat(256 * 1024) + "\"";
        assertProblem(
                Api.json(payload).post("/api/v1/executions/" + running() + "/signals/review"),
                413,
                "payload-too-large");
    }

    @Test
    void anInputOverItsLimitIsTooLarge() {
        assertProblem(Api.json("\"" + "x".repeat(6 << 20) + "\"").post(STARTS), 413, "payload-too-large");
    }

    @Test
    void aBodyThatIsNotReadAtAllIsTooLarge() {
        var answer = RawHttp.announce("POST", STARTS, 20 << 20);

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.text()).contains("application/problem+json", "\"payload-too-large\"");
    }

    @Test
    void aForgedCallbackIsInvalid() {
        var id = running();
        Api.awaitSuspended(id);
        String callback = given().queryParam("open", true)
                .get("/api/v1/executions/" + id + "/operations")
                .path("operations[0].callbackId");
        var forged = callback.substring(0, callback.length() - 1) + (callback.endsWith("0") ? "1" : "0");

        for (var wrong : new String[] {forged, "00", "zz", callback + callback, "%20"}) {
            assertProblem(
                    Api.json("1").urlEncodingEnabled(false).post("/api/v1/callbacks/" + wrong + "/succeed"),
                    400,
                    "callback-invalid");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                              | invalid-request",
                "null                                            | invalid-request",
                "[]                                              | invalid-request",
                "{\"target\":7}                                  | invalid-request",
                "{\"target\":\"ftp://x\"}                        | invalid-request",
                "{\"target\":\"inproc:\"}                        | invalid-request",
                "{\"target\":\"http://\"}                        | invalid-request",
                "{\"target\":\"inproc:x\",\"tagret\":1}          | invalid-request",
                "{\"target\":\"inproc:x\",\"retentionDays\":0}   | invalid-request",
                "{\"target\":\"inproc:x\",\"retentionDays\":9223372036854775807} | invalid-request",
                "{\"target\":\"inproc:x\",\"executionTimeoutSeconds\":-1}        | invalid-request",
                "{\"target\":\"inproc:x\",\"executionTimeoutSeconds\":99999999}  | invalid-request",
                "{\"target\":\"inproc:x\",\"maxConcurrency\":0}  | invalid-request",
                "{\"target\":\"inproc:x\",\"maxConcurrency\":\"9\"} | invalid-request",
                "{\"target\":\"inproc:x\",\"durable\":\"yes\"}   | invalid-request",
                "{\"target\":                                    | malformed-json"
            })
    void anImpossibleRegistrationIsRefused(String body, String code) {
        assertProblem(Api.json(body).put("/api/v1/functions/impossible"), 400, code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status=DONE",
                "limit=0",
                "limit=1001",
                "limit=x",
                "startedAfter=yesterday",
                "startedBefore=%2B1000000000-01-01T00:00:00Z",
                "function=a%20b"
            })
    void anImpossibleListIsRefused(String query) {
        assertProblem(given().urlEncodingEnabled(false).get("/api/v1/executions?" + query), 400, "invalid-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "00"})
    void aMadeUpCursorIsInvalid(String cursor) {
        assertProblem(given().queryParam("cursor", cursor).get("/api/v1/executions"), 400, "invalid-cursor");
        assertProblem(
                given().queryParam("cursor", cursor).get("/api/v1/executions/" + running() + "/history"),
                400,
                "invalid-cursor");
    }

    @Test
    void aCursorOfAnotherListIsInvalid() {
        running();
        running();
        String cursor = given().queryParam("function", "order-function")
                .queryParam("limit", 1)
                .get("/api/v1/executions")
                .path("nextCursor");

        assertProblem(
                given().queryParam("function", "order-function")
                        .queryParam("status", "FAILED")
                        .queryParam("cursor", cursor)
                        .get("/api/v1/executions"),
                400,
                "invalid-cursor");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertProblem(given().get("/api/v1/nothing"), 404, "not-found");
        assertProblem(given().get("/nothing/at/all"), 404, "not-found");
    }

    @Test
    void theWrongMethodIsNotAllowed() {
        assertProblem(given().delete("/api/v1/executions"), 405, "method-not-allowed");
        assertProblem(given().get("/api/v1/callbacks/00/succeed"), 405, "method-not-allowed");
    }

    @Test
    void anotherMediaTypeIsNotSupported() {
        assertProblem(given().contentType("text/plain").body("{}").post(STARTS), 415, "unsupported-media-type");
        assertProblem(
                given().contentType("application/x-www-form-urlencoded")
                        .body("{}")
                        .post(STARTS),
                415,
                "unsupported-media-type");
    }

    @Test
    void anAnswerInAnotherMediaTypeIsNotAcceptable() {
        assertProblem(given().accept("image/png").get("/api/v1/functions"), 406, "not-acceptable");
    }

    @Test
    void everyCodeIsInTheOpenApiDocument() {
        var openApi = given().accept("application/json").get("/q/openapi").asString();

        for (var code : ProblemCode.values()) {
            assertThat(openApi).contains('"' + code.code() + '"');
        }
    }

    @Test
    void swaggerUiIsThere() {
        assertThat(given().get("/q/swagger-ui/").statusCode()).isEqualTo(200);
    }
}
