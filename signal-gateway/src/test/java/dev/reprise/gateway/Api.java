package dev.reprise.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;

/** The service over HTTP, in the words of the tests. */
final class Api {
    private Api() {}

    static RequestSpecification json(String body) {
        return given().contentType("application/json").body(body);
    }

    static String name() {
        return "test-" + UUID.randomUUID();
    }

    /** Starts an execution and gives its id. */
    static String start(String function, String name, String input) {
        var response = json(input)
                .header("Reprise-Execution-Name", name)
                .post("/api/v1/functions/" + function + "/executions");
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(201);
        return response.path("executionId");
    }

    /** Waits for the result, at most a minute. */
    static Response result(String execution) {
        var response = given().queryParam("waitSeconds", 60).get("/api/v1/executions/" + execution + "/result");
        if (response.statusCode() == 202) {
            throw new AssertionError(
                    "Expected execution to end, but it runs: " + response.asString() + "\n" + journal(execution));
        }
        return response;
    }

    /** What happened so far, for failing tests. */
    static String journal(String execution) {
        return given().queryParam("limit", 1000)
                .get("/api/v1/executions/" + execution + "/history")
                .asPrettyString();
    }

    /** Waits until an execution sleeps, at most a minute. */
    static void awaitSuspended(String execution) {
        Await.until(
                "execution " + execution + " is suspended",
                () -> "SUSPENDED"
                        .equals(given().get("/api/v1/executions/" + execution).path("invocation")),
                () -> journal(execution));
    }

    static void assertProblem(Response response, int status, String code) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.contentType()).startsWith("application/problem+json");
        assertThat(response.<String>path("code")).isEqualTo(code);
        assertThat(response.<String>path("type")).isEqualTo("urn:reprise:problem:" + code);
        assertThat(response.<String>path("title")).isNotBlank();
        assertThat(response.<String>path("detail")).isNotBlank();
        assertThat(response.<Integer>path("status")).isEqualTo(status);
    }
}
