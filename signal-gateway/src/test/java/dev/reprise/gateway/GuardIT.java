package dev.reprise.gateway;

import static dev.reprise.gateway.Guarded.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.gateway.security.Access.Needs;
import dev.reprise.gateway.security.Access.Open;
import dev.reprise.gateway.security.Role;
import dev.reprise.gateway.security.Route;
import dev.reprise.gateway.security.Routes;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what, on the service as it is outside of development. */
@QuarkusTest
@TestProfile(Guarded.class)
class GuardIT {
    private static final String ORDER = "{\"id\":\"guarded\",\"cents\":1}";
    private static final String ARN =
            "arn:aws:lambda:us-east-1:000000000000:function:nobody:$LATEST/durable-execution/n/";
    private static final String NO_EXECUTION = "0001-018f2c2e-7d0a-7c1e-9f0a-3b1d5e7f9a11";

    @BeforeEach
    void ready() {
        Guarded.awaitReady();
    }

    static Stream<Route> guarded() {
        return Routes.all().stream().filter(route -> route.access() instanceof Needs);
    }

    static Stream<Route> open() {
        return Routes.all().stream().filter(route -> route.access() instanceof Open);
    }

    /** Asks for what there is not, so that whoever may do it does no harm. */
    private static Response ask(RequestSpecification who, Route route) {
        var path = route.path()
                .replace("{function}", "nobody")
                .replace("{FunctionName}", "nobody")
                .replace("{DurableExecutionArn}", (ARN + NO_EXECUTION).replace("/", "%2F"))
                .replace("/executions/{id}", "/executions/" + NO_EXECUTION)
                .replaceAll("\\{[^}]+}", "00")
                .replace("/**", "");
        return who.urlEncodingEnabled(false)
                .contentType("application/json")
                .body(route.method().equals("GET") ? "" : "{}")
                .request(route.method(), path);
    }

    private static boolean isAws(Route route) {
        return route.path().startsWith("/20") || route.path().equals(Routes.CHECKPOINTS);
    }

    private static void assertForbidden(Response answer, Route route) {
        assertThat(answer.statusCode()).as("%s: %s", route, answer.asString()).isEqualTo(403);
        if (isAws(route)) {
            assertThat(answer.header("x-amzn-errortype")).isEqualTo("AccessDeniedException");
        } else {
            Api.assertProblem(answer, 403, "forbidden");
        }
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void whoShowsNothingOrSomethingUnknownIsRefused(Route route) {
        for (var who : List.of(
                given(), as("reprise_" + "X".repeat(43)), as("nonsense"), given().header("X-API-Key", "nonsense"))) {
            var answer = ask(who, route);

            if (isAws(route)) {
                assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(403);
                assertThat(answer.header("x-amzn-errortype"))
                        .isIn("MissingAuthenticationTokenException", "UnrecognizedClientException");
            } else {
                Api.assertProblem(answer, 401, "unauthenticated");
                assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void aRouteTakesItsRoleAndNoLess(Route route) {
        var role = ((Needs) route.access()).role();
        var reader = ask(as(Guarded.READER), route);
        var operator = ask(as(Guarded.OPERATOR), route);
        var admin = ask(as(Guarded.ADMIN), route);

        if (role == Role.READ) {
            assertThat(reader.statusCode()).as(reader.asString()).isNotIn(401, 403);
        } else {
            assertForbidden(reader, route);
        }
        if (role == Role.ADMIN) {
            assertForbidden(operator, route);
        } else {
            assertThat(operator.statusCode()).as(operator.asString()).isNotIn(401, 403);
        }
        assertThat(admin.statusCode()).as(admin.asString()).isNotIn(401, 403);
    }

    @ParameterizedTest
    @MethodSource("open")
    void whatIsOpenNeedsNothing(Route route) {
        assertThat(ask(given(), route).statusCode()).isNotIn(401, 403);
    }

    @Test
    void internalPathsAreNoUsersBusinessAndWhatThereIsNotIsNotServed() {
        assertThat(as(Guarded.ADMIN).get("/internal/nothing").statusCode()).isEqualTo(404);
        Api.assertProblem(as(Guarded.ADMIN).get("/api/v1/nothing"), 404, "not-found");
        Api.assertProblem(as(Guarded.ADMIN).get("/api/v1/functions;a=b"), 404, "not-found");
        Api.assertProblem(given().get("/api/v1/nothing"), 401, "unauthenticated");
    }

    /** Whoever checks a path and whoever serves it must not read it differently. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/functions/order-x/../shipment-function",
                "/api/v1/functions/order-x/%2e%2e/shipment-function",
                "/api/v1/functions/order-x/..;/shipment-function",
                "/api/v1/functions/./shipment-function",
                "/api/v1//functions/shipment-function",
                "/api/v1/functions/%73hipment-function",
                "/callbacks/../api/v1/functions",
                "/q/health/../metrics",
                "/internal/../api/v1/functions"
            })
    void aPathThatCanBeReadInTwoWaysIsNotServed(String path) {
        assertThat(RawHttp.get(path, "Authorization: Bearer " + Guarded.ORDERS).status())
                .isIn(401, 403, 404);
        assertThat(RawHttp.get(path, "X-Nothing: 1").status()).isIn(401, 403, 404);
    }

    @Test
    void aKeyForSomeFunctionsSeesThoseOnly() {
        var order = Guarded.start("order-function", ORDER);
        var shipment = Guarded.start("shipment-function", "{\"scales\":\"nobody\",\"grams\":1}");

        var functions = as(Guarded.ORDERS).get("/api/v1/functions");
        var executions = as(Guarded.ORDERS).queryParam("limit", 1000).get("/api/v1/executions");
        var asked =
                as(Guarded.ORDERS).queryParam("function", "shipment-function").get("/api/v1/executions");

        assertThat(functions.<List<String>>path("functions.name")).containsExactly("order-function");
        assertThat(executions.<List<String>>path("executions.executionId"))
                .contains(order)
                .doesNotContain(shipment);
        assertThat(asked.<List<String>>path("executions")).isEmpty();
        assertThat(as(Guarded.ORDERS).get("/api/v1/executions/" + order).statusCode())
                .isEqualTo(200);
        Api.assertProblem(as(Guarded.ORDERS).get("/api/v1/executions/" + shipment), 403, "forbidden");
        Api.assertProblem(as(Guarded.ORDERS).get("/api/v1/executions/" + NO_EXECUTION), 404, "execution-not-found");
        Api.assertProblem(stop(Guarded.ORDERS, shipment), 403, "forbidden");
        Api.assertProblem(as(Guarded.ORDERS).delete("/api/v1/executions/" + order), 403, "forbidden");
        Api.assertProblem(as(Guarded.ORDERS).get("/q/metrics"), 403, "forbidden");
        assertThat(stop(Guarded.ORDERS, order).statusCode()).isEqualTo(200);
        stop(Guarded.ADMIN, shipment);
    }

    @Test
    void aKeyForSomeFunctionsGetsNoFurtherInABatch() {
        var item = "{\"DurableExecutionArn\":\"%s\",\"CheckpointToken\":\"00\",\"ClientToken\":\"c\"}";
        var other = ARN + NO_EXECUTION;
        var own = other.replace("function:nobody", "function:order-nobody");

        var answer = as(Guarded.ORDERS)
                .contentType("application/json")
                .body("[" + item.formatted(own) + "," + item.formatted(other) + "]")
                .post(Routes.CHECKPOINTS);

        assertThat(answer.<List<Integer>>path("Status")).as(answer.asString()).containsExactly(400, 403);
        assertThat(answer.<List<String>>path("ErrorType"))
                .containsExactly("InvalidParameterValueException", "AccessDeniedException");
    }

    private static Response stop(String key, String execution) {
        return as(key).contentType("application/json").body("{}").post("/api/v1/executions/" + execution + "/stop");
    }

    @Test
    void theIdOfACallbackIsAllItTakesToAnswerItSoThoseWhoOnlyReadAreNotToldIt() {
        var order = Guarded.start("order-function", ORDER);
        var operations = "/api/v1/executions/" + order + "/operations";
        Await.until(
                "the order waits",
                () -> as(Guarded.ADMIN).queryParam("open", true).get(operations).path("operations[0].callbackId")
                        != null,
                () -> as(Guarded.ADMIN).get(operations).asString());
        String id = as(Guarded.ORDERS).queryParam("open", true).get(operations).path("operations[0].callbackId");
        var history = "/api/v1/executions/" + order + "/history";

        assertThat(as(Guarded.READER).get(operations).asString())
                .contains("\"type\"")
                .doesNotContain(id);
        assertThat(as(Guarded.READER).get(history).asString())
                .contains("CallbackStarted")
                .doesNotContain(id);
        assertThat(as(Guarded.ORDERS).get(history).asString()).contains(id);
        Api.assertProblem(as(Guarded.READER).post("/api/v1/callbacks/" + id + "/succeed"), 403, "forbidden");
        Api.assertProblem(given().post("/api/v1/callbacks/" + id + "/succeed"), 401, "unauthenticated");
        var answered = given().contentType("application/x-www-form-urlencoded")
                .formParam("answer", "approve")
                .post("/callbacks/" + id);
        assertThat(answered.statusCode()).as(answered.asString()).isEqualTo(200);
        assertThat(as(Guarded.READER)
                        .queryParam("waitSeconds", 60)
                        .get("/api/v1/executions/" + order + "/result")
                        .<String>path("review"))
                .isEqualTo("approve");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "BEARER  "})
    void theSchemeMayBeWrittenAsOneLikes(String scheme) {
        assertThat(given().header("Authorization", scheme + Guarded.READER)
                        .get("/api/v1/functions")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aKeyMayComeInAHeaderOfItsOwn() {
        assertThat(given().header("X-API-Key", Guarded.READER)
                        .get("/api/v1/functions")
                        .statusCode())
                .isEqualTo(200);
        assertThat(given().header("X-API-Key", Guarded.OPERATOR)
                        .get("/2015-03-31/functions/order-function")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aRefusalLeavesTheConnectionUsableAlsoWithABody() {
        var body = "\"" + "x".repeat(1 << 20) + "\"";

        for (int i = 0; i < 3; i++) {
            var answer = given().contentType("application/json")
                    .body(body)
                    .post("/api/v1/functions/order-function/executions");
            Api.assertProblem(answer, 401, "unauthenticated");
        }
        assertThat(Guarded.start("order-function", ORDER)).isNotNull();
    }

    @Test
    void messagesMayBeForAnyFunctionSoTheyNeedARoleForAllOfThem() {
        var order = Guarded.start("order-function", "{\"id\":\"1\",\"cents\":1}");
        var message = "{\"execution\":\"%s\",\"signal\":\"review\",\"payload\":\"ok\"}".formatted(order);
        var path = "/api/v1/signals";

        Api.assertProblem(given().body(message).post(path), 401, "unauthenticated");
        Api.assertProblem(as(Guarded.READER).body(message).post(path), 403, "forbidden");
        Api.assertProblem(as(Guarded.ORDERS).body(message).post(path), 403, "forbidden");
        assertThat(as(Guarded.OPERATOR).body(message).post(path).<String>path("outcome"))
                .isEqualTo("TAKEN_IN");
    }

    @Test
    void aLinkIsMadeByWhoMayOperateAndUsedByWhoeverHasIt() {
        var order = Guarded.start("order-function", "{\"id\":\"1\",\"cents\":1}");
        var path = "/api/v1/executions/" + order + "/signals/review/url";

        Api.assertProblem(as(Guarded.READER).post(path), 403, "forbidden");
        String url =
                as(Guarded.ORDERS).contentType("application/json").post(path).path("url");

        assertThat(Api.json("\"approve\"").post(URI.create(url).getPath()).statusCode())
                .isEqualTo(202);
    }

    @Test
    void whereNoTopicIsWantedNobodyPassesForSns() {
        var post = given().body("{\"Type\":\"Notification\",\"TopicArn\":\"arn:aws:sns:eu-west-1:1:t\"}")
                .post("/api/v1/aws/sns");

        Api.assertProblem(post, 403, "forbidden");
        assertThat(post.<String>path("detail")).contains("reprise.sns.topics");
    }
}
