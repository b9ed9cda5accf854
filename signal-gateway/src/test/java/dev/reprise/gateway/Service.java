package dev.reprise.gateway;

import static io.restassured.RestAssured.given;

/** The service as a whole. */
final class Service {
    private Service() {}

    /** Waits until the service serves and has registered a function. */
    static void awaitReady(String function) {
        Await.until(
                "the service is ready",
                () -> given().get("/q/health/ready").statusCode() == 200,
                () -> given().get("/q/health/ready").asString());
        Await.until(
                "function " + function + " is registered",
                () -> given().get("/api/v1/functions/" + function).statusCode() == 200,
                () -> given().get("/api/v1/functions").asString());
    }
}
