package dev.reprise.gateway;

import static io.restassured.RestAssured.given;

import dev.reprise.gateway.security.ApiKey;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;

/** The service as it is outside of development: it asks who its callers are. */
public final class Guarded implements QuarkusTestProfile {
    static final String ADMIN = key("A");
    static final String READER = key("R");
    static final String OPERATOR = key("O");
    /** May operate the functions whose names begin with {@code order-}, and see nothing else. */
    static final String ORDERS = key("S");

    static final String ACCESS_KEY = "AKIDALICE";
    static final String ACCESS_SECRET = "s3cr3t/of+alice=";

    private static String key(String letter) {
        return "reprise_" + letter.repeat(43);
    }

    private static String hash(String key) {
        return new ApiKey(key).hash();
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "reprise.authentication",
                "on",
                "reprise.api-keys",
                String.join(
                        ",",
                        "root:admin:" + hash(ADMIN),
                        "reader:read:" + hash(READER),
                        "operator:operate:" + hash(OPERATOR),
                        "orders:operate:order-:" + hash(ORDERS)),
                "reprise.access-keys",
                ACCESS_KEY + ":operate:" + ACCESS_SECRET);
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(TestBroker.class), new TestResourceEntry(FakeIssuer.class));
    }

    static RequestSpecification as(String key) {
        return given().header("Authorization", "Bearer " + key);
    }

    /** Waits until the service serves and has registered its functions. */
    static void awaitReady() {
        Await.until(
                "the service is ready",
                () -> given().get("/q/health/ready").statusCode() == 200,
                () -> given().get("/q/health/ready").asString());
        for (var function : List.of("order-function", "shipment-function")) {
            Await.until(
                    "function " + function + " is registered",
                    () -> as(ADMIN).get("/api/v1/functions/" + function).statusCode() == 200,
                    () -> as(ADMIN).get("/api/v1/functions").asString());
        }
    }

    /** Starts an execution and gives its id. */
    static String start(String function, String input) {
        return as(ADMIN)
                .contentType("application/json")
                .body(input)
                .header("Reprise-Execution-Name", Api.name())
                .post("/api/v1/functions/" + function + "/executions")
                .path("executionId");
    }
}
