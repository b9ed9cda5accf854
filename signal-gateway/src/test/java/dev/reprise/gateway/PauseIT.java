package dev.reprise.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pausing, resuming and deleting by REST. */
@QuarkusTest
@WithTestResource(TestBroker.class)
class PauseIT {
    @Inject
    OrderFunction orders;

    private final String name = Api.name();
    private String id;

    @BeforeEach
    void startAnOrderThatWaits() {
        Service.awaitReady("order-function");
        id = Api.start("order-function", name, "{\"id\":\"%s\",\"cents\":1}".formatted(name));
        Api.awaitSuspended(id);
    }

    private String path(String action) {
        return "/api/v1/executions/" + id + "/" + action;
    }

    @Test
    void aSignalReachesAPausedExecutionWhichGoesOnOnlyWhenItIsResumed() {
        var paused = Api.json("{\"reason\":\"maintenance\"}").post(path("pause"));
        var signal = Api.json("\"approved\"").post(path("signals/review"));
        var waiting = given().queryParam("waitSeconds", 0).get(path("result"));
        int shippedBefore = orders.runs(name + "/ship");

        var resumed = Api.json("{}").post(path("resume"));

        assertThat(paused.<String>path("status")).as(paused.asString()).isEqualTo("PAUSED");
        assertThat(signal.statusCode()).as(signal.asString()).isEqualTo(202);
        assertThat(waiting.statusCode()).isEqualTo(202);
        assertThat(waiting.<String>path("status")).isEqualTo("PAUSED");
        assertThat(shippedBefore).isZero();
        assertThat(resumed.<String>path("status")).as(resumed.asString()).isEqualTo("RUNNING");
        assertThat(Api.result(id).<String>path("review")).isEqualTo("approved");
        assertThat(Api.journal(id)).contains("ExecutionPaused", "maintenance", "ExecutionResumed");
    }

    @Test
    void onlyAnExecutionThatHasEndedIsDeletedAndThenItsNameIsFree() {
        var tooEarly = given().delete("/api/v1/executions/" + id);
        Api.json("\"approved\"").post(path("signals/review"));
        Api.result(id);

        var deleted = given().delete("/api/v1/executions/" + id);

        Api.assertProblem(tooEarly, 409, "execution-running");
        assertThat(deleted.statusCode()).as(deleted.asString()).isEqualTo(202);
        Await.until(
                "execution " + id + " is gone",
                () -> given().get("/api/v1/executions/" + id).statusCode() == 404,
                () -> Api.journal(id));
        assertThat(Api.start("order-function", name, "{\"id\":\"%s\",\"cents\":2}".formatted(name)))
                .isNotEqualTo(id);
    }

    @Test
    void anEndedExecutionIsNeitherPausedNorResumed() {
        Api.json("{\"type\":\"Test\"}").post(path("stop"));

        Api.assertProblem(Api.json("{}").post(path("pause")), 409, "execution-finished");
        Api.assertProblem(Api.json("{}").post(path("resume")), 409, "execution-finished");
        Api.assertProblem(
                Api.json("{}").post("/api/v1/executions/0000-018f2c2e-7d0a-7c1e-9f0a-3b1d5e7f9a11/pause"),
                404,
                "execution-not-found");
        Api.assertProblem(
                Api.json("{\"reason\":\"%s\"}".formatted("x".repeat(1025))).post(path("pause")),
                400,
                "invalid-request");
    }
}
