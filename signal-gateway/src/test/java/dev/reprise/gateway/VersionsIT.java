package dev.reprise.gateway;

import static dev.reprise.gateway.Api.assertProblem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Versions and aliases of functions, each function here served by this test in two places: old and new. */
@QuarkusTest
@WithTestResource(TestBroker.class)
class VersionsIT {
    private final String function = Api.name();
    private FunctionDouble before;
    private FunctionDouble after;

    @BeforeEach
    void serve() {
        Service.awaitReady("order-function");
        before = FunctionDouble.answering("{\"Status\":\"SUCCEEDED\",\"Result\":\"\\\"before\\\"\"}");
        after = FunctionDouble.answering("{\"Status\":\"SUCCEEDED\",\"Result\":\"\\\"after\\\"\"}");
        register(before);
    }

    @AfterEach
    void close() {
        before.close();
        after.close();
    }

    private void register(FunctionDouble target) {
        var response = Api.json("{\"target\":\"%s\"}".formatted(target.url())).put(path(""));
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    }

    private String path(String rest) {
        return "/api/v1/functions/" + function + rest;
    }

    private String publish() {
        var response = given().post(path("/versions"));
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response.path("version");
    }

    private Response alias(String name, String version) {
        return Api.json("{\"version\":\"%s\"}".formatted(version)).put(path("/aliases/" + name));
    }

    private String start(String qualifier) {
        var response = Api.json("{}").queryParam("qualifier", qualifier).post(path("/executions"));
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(201);
        return response.path("executionId");
    }

    @Test
    void aPublishedVersionKeepsItsSettingsWhenTheFunctionChanges() {
        var first = publish();
        register(after);
        var second = publish();

        assertThat(List.of(first, second)).containsExactly("1", "2");
        assertThat(given().get(path("/versions/1")).<String>path("target")).isEqualTo(before.url());
        assertThat(given().get(path("/versions/2")).<String>path("target")).isEqualTo(after.url());
        assertThat(given().get(path("")).<String>path("version")).isEqualTo("$LATEST");
        assertThat(given().get(path("/versions")).<List<String>>path("versions.version"))
                .containsExactly("1", "2");
    }

    @Test
    void publishingWhatHasNotChangedAnswersTheNewestVersion() {
        assertThat(publish()).isEqualTo("1");
        assertThat(publish()).isEqualTo("1");
        register(after);
        register(before);
        assertThat(publish()).isEqualTo("1");
    }

    @Test
    void anExecutionKeepsItsVersionForAllItsInvocationsWhileTheAliasMoves() {
        before.answer("{\"Status\":\"PENDING\"}");
        publish();
        alias("live", "1");
        before.checkpointFirst(
                "{\"Id\":\"w\",\"Type\":\"CALLBACK\",\"SubType\":\"Signal\",\"Name\":\"go\",\"Action\":\"START\"}");
        var pinned = start("live");
        Api.awaitSuspended(pinned);

        register(after);
        publish();
        alias("live", "2");
        before.answer("{\"Status\":\"SUCCEEDED\",\"Result\":\"\\\"before\\\"\"}");
        var moved = start("live");
        Api.json("1").post("/api/v1/executions/" + pinned + "/signals/go");

        assertThat(Api.result(pinned).asString()).as(Api.journal(pinned)).isEqualTo("\"before\"");
        assertThat(Api.result(moved).asString()).as(Api.journal(moved)).isEqualTo("\"after\"");
        assertThat(given().get("/api/v1/executions/" + pinned).<String>path("version"))
                .isEqualTo("1");
        assertThat(given().get("/api/v1/executions/" + moved).<String>path("version"))
                .isEqualTo("2");
        assertThat(before.calls()).hasSize(2);
    }

    @Test
    void withoutAQualifierTheFunctionAsItIsNowIsMeant() {
        publish();
        register(after);
        var id = Api.start(function, Api.name(), "{}");

        assertThat(Api.result(id).asString()).isEqualTo("\"after\"");
        assertThat(given().get("/api/v1/executions/" + id).<String>path("version"))
                .isEqualTo("$LATEST");
    }

    @Test
    void theFunctionIsToldInItsHeadersWhoItIsAndHowLongItHas() {
        publish();
        var id = start("1");
        Api.result(id);
        var call = before.calls().getFirst();

        assertThat(call.header("Lambda-Runtime-Invoked-Function-Arn"))
                .isEqualTo("arn:aws:lambda:us-east-1:000000000000:function:" + function + ":1");
        assertThat(call.header("Lambda-Runtime-Aws-Request-Id"))
                .isNotBlank()
                .isEqualTo(call.header("X-Amzn-RequestId"));
        var startedAt = Instant.parse(given().get("/api/v1/executions/" + id).path("startedAt"));
        assertThat(Long.parseLong(call.header("Lambda-Runtime-Deadline-Ms")))
                .isGreaterThanOrEqualTo(startedAt.plusSeconds(900).toEpochMilli());
        assertThat(call.header("Lambda-Runtime-Trace-Id")).isNull();
        assertThat(Api.journal(id)).contains(call.header("Lambda-Runtime-Aws-Request-Id"));
    }

    @Test
    void anAliasIsListedMovedAndForgotten() {
        publish();
        alias("live", "1");
        alias("head", "$LATEST");
        alias("live", "$LATEST");

        var listed = given().get(path("/aliases")).<List<Map<String, String>>>path("aliases");
        var deleted = given().delete(path("/aliases/live"));

        assertThat(listed)
                .containsExactly(
                        Map.of("alias", "head", "version", "$LATEST"), Map.of("alias", "live", "version", "$LATEST"));
        assertThat(deleted.statusCode()).isEqualTo(204);
        assertProblem(given().delete(path("/aliases/live")), 404, "version-not-found");
    }

    @Test
    void aRemovedVersionIsGoneAndItsNumberIsNotGivenOutAgain() {
        publish();
        alias("live", "1");
        assertProblem(given().delete(path("/versions/1")), 409, "version-in-use");
        given().delete(path("/aliases/live"));

        assertThat(given().delete(path("/versions/1")).statusCode()).isEqualTo(204);

        assertProblem(given().get(path("/versions/1")), 404, "version-not-found");
        assertProblem(given().delete(path("/versions/1")), 404, "version-not-found");
        assertThat(publish()).isEqualTo("2");
    }

    @Test
    void aForgottenFunctionTakesItsVersionsAndAliasesWithIt() {
        publish();
        alias("live", "1");

        given().delete(path(""));
        assertProblem(given().get(path("/versions")), 404, "function-not-found");
        register(after);

        assertThat(given().get(path("/versions")).<List<String>>path("versions"))
                .isEmpty();
        assertThat(given().get(path("/aliases")).<List<String>>path("aliases")).isEmpty();
    }

    @Test
    void whatIsNotThereOrCannotBeIsRefused() {
        assertProblem(Api.json("{}").queryParam("qualifier", "9").post(path("/executions")), 404, "version-not-found");
        assertProblem(given().post("/api/v1/functions/nobody/versions"), 404, "function-not-found");
        assertProblem(alias("live", "9"), 404, "version-not-found");
        assertProblem(alias("9", "$LATEST"), 400, "invalid-request");
        assertProblem(alias("a.b", "$LATEST"), 400, "invalid-request");
        assertProblem(alias("live", "latest"), 400, "invalid-request");
        assertProblem(Api.json("{}").put(path("/aliases/live")), 400, "invalid-request");
        assertProblem(given().delete(path("/versions/$LATEST")), 400, "invalid-request");
        assertProblem(given().get(path("/versions/x y")), 404, "version-not-found");
    }
}
