package dev.reprise.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Good requests of the AWS API with something wrong in each: no answer says that the service is at fault, the execution that
 * they are about stays as it is, and afterwards it goes on. Whatever would let a request act – ARN, token, callback id – is
 * never left whole together with a body that could be taken for good.
 */
@QuarkusTest
@WithTestResource(TestBroker.class)
class LambdaFuzzIT {
    private static final int REQUESTS = 2_000;
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS");
    private static final List<String> ODDITIES = List.of(
            "",
            "%",
            "%zz",
            "%00",
            "%C3%28",
            "%2F",
            "/",
            "..",
            "+",
            "=",
            "?",
            "&",
            "#",
            "null",
            "-1",
            "1001",
            "99999999999999999999",
            "1e999999999",
            "true",
            "$LATEST",
            "ü",
            "\u0001",
            "x".repeat(3_000),
            "00",
            "Zm9v");
    private static final List<String> NO_OBJECTS =
            List.of("{", "[", "nul", "\"", "{\"Updates\":", "[[[[", "\u0000", "{\"a\":01}", "[1,2]", "7", "\"text\"");

    private final PlayedFunction function = PlayedFunction.serve();
    private Random random;
    private String arn;
    private String token;
    private String callbackId;

    @BeforeEach
    void begin() {
        Service.awaitReady("order-function");
        var name = function.register(Api.name());
        Api.start(name, name, "{}");
        var envelope = function.invoked();
        arn = envelope.getString("DurableExecutionArn");
        var answer = PlayedFunction.checkpoint(
                arn,
                "{\"CheckpointToken\":\"%s\",\"Updates\":[{\"Id\":\"c\",\"Type\":\"CALLBACK\",\"Action\":\"START\"}]}"
                        .formatted(envelope.getString("CheckpointToken")));
        token = answer.path("CheckpointToken");
        callbackId = answer.path("NewExecutionState.Operations[0].CallbackDetails.CallbackId");
    }

    @AfterEach
    void end() {
        function.close();
    }

    private record Sent(String method, String target, byte[] body) {}

    @Test
    void nothingThatIsWrongChangesAnythingOrBlamesTheService() {
        long seed = System.nanoTime();
        random = new Random(seed);
        var before = whole();

        for (int i = 0; i < REQUESTS; i++) {
            var sent = wrong();
            var answer = RawHttp.send(sent.method(), sent.target(), "application/json", sent.body());
            assertThat(answer.status())
                    .as(
                            "seed %d, request %d: %s %s: %s",
                            seed, i, sent.method(), sent.target(), new String(sent.body(), StandardCharsets.UTF_8))
                    .isLessThan(500);
        }

        assertThat(whole()).as("seed %d", seed).isEqualTo(before);
        var answered = RawHttp.send(
                "POST", callback(callbackId) + "/succeed", "text/plain", "1".getBytes(StandardCharsets.UTF_8));
        assertThat(answered.status()).as("seed %d: %s", seed, answered.text()).isEqualTo(200);
        function.answer("{\"Status\":\"SUCCEEDED\",\"Result\":\"7\"}");
        assertThat(Api.result(arn.substring(arn.lastIndexOf('/') + 1)).asString())
                .as("seed %d", seed)
                .isEqualTo("7");
    }

    @Test
    void oversizedBodiesAreRefusedWhereverTheyAreSent() {
        var large = new byte[(9 << 20) + 1];

        for (var target : List.of(
                execution(arn) + "/checkpoint",
                execution(arn) + "/stop",
                callback(callbackId) + "/succeed",
                "/2025-12-01/x")) {
            assertThat(RawHttp.send("POST", target, "application/json", large).text())
                    .startsWith("HTTP/1.1 413 ")
                    .contains("RequestTooLargeException");
        }
    }

    /** All that can be known of the execution. */
    private String whole() {
        return given().urlEncodingEnabled(false).get(execution(arn)).asString()
                + given().urlEncodingEnabled(false)
                        .get(execution(arn) + "/history")
                        .asString()
                + given().urlEncodingEnabled(false)
                        .get(execution(arn) + "/state?CheckpointToken=" + token)
                        .asString();
    }

    private static String execution(String arn) {
        return "/2025-12-01/durable-executions/" + PlayedFunction.encoded(arn);
    }

    private static String callback(String id) {
        return "/2025-12-01/durable-execution-callbacks/" + id;
    }

    private Sent wrong() {
        return switch (random.nextInt(9)) {
            case 0 ->
                post(
                        execution(mutatedName()) + pick(List.of("/stop", "/pause", "/resume", "/checkpoint")),
                        pick(List.of("{}", "", body(token))));
            case 1 -> post(execution(arn) + "/checkpoint", mutatedCheckpoint());
            case 2 -> post(execution(arn) + "/checkpoint", cut(body(token)));
            case 3 -> post(execution(arn) + pick(List.of("/stop", "/pause", "/resume")), pick(NO_OBJECTS));
            case 4 ->
                post(callback(mutatedCallbackId()) + pick(List.of("/succeed", "/fail", "/heartbeat")), anything());
            case 5 -> post(callback(callbackId) + "/fail", pick(NO_OBJECTS));
            case 6 -> read();
            case 7 -> invoke();
            default -> unrouted();
        };
    }

    private static Sent post(String target, String body) {
        return new Sent("POST", target, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Reading may succeed; it changes nothing. */
    private Sent read() {
        var target = pick(List.of(
                execution(arn),
                execution(arn) + "/history",
                execution(arn) + "/state",
                "/2025-12-01/functions/%s/durable-executions".formatted(PlayedFunction.encoded(arn.split(":")[6]))));
        var query = new ArrayList<String>();
        for (int i = random.nextInt(5); i > 0; i--) {
            var name = pick(List.of(
                    "MaxItems",
                    "Marker",
                    "ReverseOrder",
                    "IncludeExecutionData",
                    "CheckpointToken",
                    "Statuses",
                    "StartedAfter",
                    "StartedBefore",
                    "Qualifier",
                    "DurableExecutionName"));
            query.add(name + pick(List.of("=", "")) + pick(ODDITIES).replace("#", ""));
        }
        return new Sent("GET", sendable(mutated(target) + '?' + String.join("&", query)), new byte[0]);
    }

    /** A durable function is not invoked without a qualifier, and none of these is another function's name. */
    private Sent invoke() {
        var function = mutated(arn.split(":")[6]).replaceAll("[:\\s\u0001#%]", "");
        return post("/2015-03-31/functions/" + function + "/invocations", anything());
    }

    /** Any method on any path, but none that would do something: what runs is not deleted. */
    private Sent unrouted() {
        var path = pick(List.of(
                execution(arn) + "/stop",
                execution(arn) + "/checkpoint",
                callback(callbackId) + "/succeed",
                execution(arn),
                "/2025-12-01/" + pick(ODDITIES),
                "/2025-12-01/durable-executions/" + pick(ODDITIES) + "/" + pick(ODDITIES)));
        var method = pick(METHODS);
        return new Sent(
                method.equals("POST") ? "PUT" : method,
                sendable(path),
                anything().getBytes(StandardCharsets.UTF_8));
    }

    private static String body(String token) {
        return "{\"CheckpointToken\":\"%s\",\"Updates\":[{\"Id\":\"s\",\"Type\":\"STEP\",\"Action\":\"SUCCEED\",\"Payload\":\"1\"}]}"
                .formatted(token);
    }

    private String anything() {
        return mutated(pick(List.of("{}", "1", "{\"ErrorType\":\"E\"}", "", "ü", "null")));
    }

    /** The ARN with another function, version, name or id. */
    private String mutatedName() {
        var parts = arn.split("(?<=function:)", 2);
        return parts[0] + mutatedUntilDifferent(parts[1]);
    }

    /** Mutated twice, and the second time must not undo the first. */
    private String mutatedCheckpoint() {
        var body = mutated(body(mutatedUntilDifferent(token)));
        return body.contains('"' + token + '"') ? "" : body;
    }

    /** Different as it is sent: what a request line cannot carry is not what makes the difference. */
    private String mutatedCallbackId() {
        var id = withoutUnsendable(mutated(callbackId));
        return id.equals(callbackId) ? id + "0" : id;
    }

    private String mutatedUntilDifferent(String text) {
        var mutated = mutated(text);
        return mutated.equals(text) ? text + "0" : mutated;
    }

    private String cut(String text) {
        return text.substring(0, random.nextInt(text.length()));
    }

    /** With one thing changed, removed or put in. */
    private String mutated(String text) {
        int at = random.nextInt(text.length() + 1);
        int end = Math.min(text.length(), at + 1 + random.nextInt(8));
        UnaryOperator<String> change = switch (random.nextInt(4)) {
            case 0 -> part -> "";
            case 1 -> part -> pick(ODDITIES);
            case 2 -> part -> part + part;
            default -> part -> Integer.toHexString(random.nextInt());
        };
        return text.substring(0, at) + change.apply(text.substring(at, end)) + text.substring(end);
    }

    /** A target that is still one line of a request. */
    private static String sendable(String target) {
        var text = withoutUnsendable(target);
        return text.startsWith("/2025-12-01/") ? text : "/2025-12-01/" + text;
    }

    private static String withoutUnsendable(String text) {
        return text.replaceAll("[\\s\u0001#]", "");
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
