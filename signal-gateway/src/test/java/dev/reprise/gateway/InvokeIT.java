package dev.reprise.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One function in the process calls another. */
@QuarkusTest
@WithTestResource(TestBroker.class)
class InvokeIT {
    @BeforeEach
    void ready() {
        Service.awaitReady("shipment-function");
        Service.awaitReady("scales-function");
    }

    private static String ship(String scales, int grams) {
        return Api.start("shipment-function", Api.name(), "{\"scales\":\"%s\",\"grams\":%d}".formatted(scales, grams));
    }

    /** The execution of the called function, once there is one; its name begins with the caller's id. */
    private static String calledBy(String caller) {
        var called = new AtomicReference<String>();
        Await.until(
                "execution " + caller + " has called the scales",
                () -> {
                    called.set(given().queryParam("function", "scales-function")
                            .queryParam("limit", 1000)
                            .get("/api/v1/executions")
                            .path("executions.find { it.name.startsWith('%s') }?.executionId"
                                    .formatted(caller.substring(5))));
                    return called.get() != null;
                },
                () -> Api.journal(caller));
        return called.get();
    }

    private static List<String> happenings(String execution) {
        return given().queryParam("limit", 1000)
                .get("/api/v1/executions/" + execution + "/history")
                .path("events.type");
    }

    @Test
    void sleepsUntilTheCalledFunctionHasEndedAndGoesOnWithItsResult() {
        var id = ship("scales-function", 4_200);
        var called = calledBy(id);
        Api.awaitSuspended(called);
        Api.awaitSuspended(id);

        Api.json("true").post("/api/v1/executions/" + called + "/signals/on-the-scales");

        assertThat(Api.result(id).asString()).as(Api.journal(id)).isEqualTo("\"stamped with 420\"");
        assertThat(Api.result(called).asString()).isEqualTo("420");
        assertThat(happenings(id)).contains("ChainedInvokeStarted", "ChainedInvokeSucceeded", "ExecutionSucceeded");
    }

    @Test
    void handlesTheFailureOfTheCalledFunction() {
        var id = ship("scales-function:$LATEST", 31_000);

        Api.json("true").post("/api/v1/executions/" + calledBy(id) + "/signals/on-the-scales");

        assertThat(Api.result(id).asString())
                .as(Api.journal(id))
                .isEqualTo("\"returned: FAILED java.lang.IllegalArgumentException too heavy\"");
    }

    @Test
    void handlesThatTheCalledFunctionIsStopped() {
        var id = ship("scales-function", 100);

        Api.json("{\"type\":\"Broken\",\"message\":\"no battery\"}")
                .post("/api/v1/executions/" + calledBy(id) + "/stop");

        assertThat(Api.result(id).asString()).as(Api.journal(id)).isEqualTo("\"returned: STOPPED Broken no battery\"");
    }

    @Test
    void handlesThatThereIsNoSuchFunction() {
        var id = ship("no-such-scales", 100);

        assertThat(Api.result(id).asString())
                .as(Api.journal(id))
                .contains("returned: FAILED ResourceNotFoundException");
        assertThat(happenings(id)).contains("ChainedInvokeStarted", "ChainedInvokeFailed");
    }
}
