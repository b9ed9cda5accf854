package dev.reprise.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(TestBroker.class)
class OrderIT {
    @Inject
    OrderFunction orders;

    @BeforeEach
    void ready() {
        Service.awaitReady("order-function");
    }

    @Test
    void runsFromStartThroughASignalByRestToItsResult() {
        var name = Api.name();
        var id = Api.start("order-function", name, "{\"id\":\"%s\",\"cents\":4200}".formatted(name));
        Api.awaitSuspended(id);

        var signal = Api.json("\"approved\"").post("/api/v1/executions/" + id + "/signals/review");
        var result = Api.result(id);

        assertThat(signal.statusCode()).as(signal.asString()).isEqualTo(202);
        assertThat(signal.<Boolean>path("buffered")).isFalse();
        assertThat(result.statusCode()).as(Api.journal(id)).isEqualTo(200);
        assertThat(result.<String>path("review")).isEqualTo("approved");
        assertThat(result.<String>path("payment")).isEqualTo("payment-1");
        assertThat(orders.runs(name + "/charge")).isEqualTo(1);
        assertThat(orders.runs(name + "/ship")).isEqualTo(1);
    }

    @Test
    void keepsASignalThatComesBeforeTheCodeWaitsForIt() {
        var name = Api.name();
        var id = Api.start("order-function", name, "{\"id\":\"%s\",\"cents\":1}".formatted(name));

        Api.json("\"early\"").post("/api/v1/executions/" + id + "/signals/review");

        assertThat(Api.result(id).<String>path("review")).as(Api.journal(id)).isEqualTo("early");
    }

    @Test
    void isAnsweredByTheCallbackUrlOnce() {
        var name = Api.name();
        var id = Api.start("order-function", name, "{\"id\":\"%s\",\"cents\":1}".formatted(name));
        Api.awaitSuspended(id);
        String callback = given().queryParam("open", true)
                .get("/api/v1/executions/" + id + "/operations")
                .path("operations[0].callbackId");

        var first = Api.json("\"by callback\"").post("/api/v1/callbacks/" + callback + "/succeed");
        var second = Api.json("\"again\"").post("/api/v1/callbacks/" + callback + "/succeed");

        assertThat(first.statusCode()).as(first.asString()).isEqualTo(204);
        Api.assertProblem(second, 409, "callback-closed");
        assertThat(Api.result(id).<String>path("review")).isEqualTo("by callback");
    }

    @Test
    void opensACallbackPageWithoutAnsweringAndAnswersItOnPost() {
        var name = Api.name();
        var id = Api.start("order-function", name, "{\"id\":\"%s\",\"cents\":1}".formatted(name));
        Api.awaitSuspended(id);
        String callback = given().queryParam("open", true)
                .get("/api/v1/executions/" + id + "/operations")
                .path("operations[0].callbackId");

        var page = given().get("/callbacks/" + callback);
        var sent = given().contentType("application/x-www-form-urlencoded")
                .formParam("answer", "looks fine")
                .formParam("outcome", "succeed")
                .post("/callbacks/" + callback);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.asString()).contains("<form");
        assertThat(sent.statusCode()).as(sent.asString()).isEqualTo(200);
        assertThat(Api.result(id).<String>path("review")).isEqualTo("looks fine");
    }

    @Test
    void startsOnceUnderOneName() {
        var name = Api.name();
        var input = "{\"id\":\"%s\",\"cents\":1}".formatted(name);
        var id = Api.start("order-function", name, input);

        var again = Api.json(input).queryParam("name", name).post("/api/v1/functions/order-function/executions");
        var other = Api.json("{\"id\":\"other\"}")
                .queryParam("name", name)
                .post("/api/v1/functions/order-function/executions");

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.<String>path("executionId")).isEqualTo(id);
        Api.assertProblem(other, 409, "execution-name-taken");
    }

    @Test
    void refusesSignalsAndResultsOfAStoppedExecution() {
        var name = Api.name();
        var id = Api.start("order-function", name, "{\"id\":\"%s\",\"cents\":1}".formatted(name));
        Api.awaitSuspended(id);

        var stopped =
                Api.json("{\"type\":\"Fraud\",\"message\":\"stop it\"}").post("/api/v1/executions/" + id + "/stop");

        assertThat(stopped.statusCode()).as(stopped.asString()).isEqualTo(200);
        assertThat(stopped.<String>path("status")).isEqualTo("STOPPED");
        Api.assertProblem(
                Api.json("1").post("/api/v1/executions/" + id + "/signals/review"), 409, "execution-finished");
        Api.assertProblem(Api.result(id), 409, "execution-stopped");
        assertThat(Api.result(id).<String>path("failure.type")).isEqualTo("Fraud");
    }

    @Test
    void isListedAndItsHistoryCanBeReadPageByPage() {
        var name = Api.name();
        var id = Api.start("order-function", name, "{\"id\":\"%s\",\"cents\":1}".formatted(name));
        Api.json("\"yes\"").post("/api/v1/executions/" + id + "/signals/review");
        Api.result(id);

        var byName = given().get("/api/v1/functions/order-function/executions/" + name);
        var listed = given().queryParam("function", "order-function")
                .queryParam("status", "SUCCEEDED")
                .get("/api/v1/executions");
        var first = given().queryParam("limit", 3).get("/api/v1/executions/" + id + "/history");
        var rest = given().queryParam("cursor", first.<String>path("nextCursor"))
                .get("/api/v1/executions/" + id + "/history");

        assertThat(byName.<String>path("executionId")).isEqualTo(id);
        assertThat(byName.<String>path("input.id")).isEqualTo(name);
        assertThat(byName.<String>path("result.review")).isEqualTo("yes");
        assertThat(listed.<List<String>>path("executions.executionId")).contains(id);
        assertThat(first.<List<Integer>>path("events.eventId")).containsExactly(1, 2, 3);
        assertThat(rest.<Integer>path("events[0].eventId")).isEqualTo(4);
        assertThat(rest.<List<String>>path("events.type")).contains("CallbackSucceeded", "ExecutionSucceeded");
    }

    @Test
    void isCounted() {
        var name = Api.name();
        var id = Api.start("order-function", name, "{\"id\":\"%s\",\"cents\":1}".formatted(name));
        Api.json("\"yes\"").post("/api/v1/executions/" + id + "/signals/review");
        Api.result(id);

        assertThat(given().get("/q/metrics").asString())
                .contains(
                        "reprise_executions_started_total",
                        "reprise_executions_closed_total",
                        "reprise_checkpoints_total",
                        "reprise_dispatch_latency_seconds_count",
                        "reprise_invocations_running");
    }
}
