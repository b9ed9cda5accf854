package dev.reprise.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers and proxies are told, and what they cannot make of the service. */
@QuarkusTest
@WithTestResource(TestBroker.class)
class HardeningIT {
    @ParameterizedTest
    @CsvSource({
        "/api/v1/functions, default-src 'none'; frame-ancestors 'none'",
        "/api/v1/nothing, default-src 'none'; frame-ancestors 'none'",
        "/2015-03-31/functions/nobody, default-src 'none'; frame-ancestors 'none'",
        "/q/health/live, default-src 'none'; frame-ancestors 'none'",
        "/signals/00ff, default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        "/callbacks/00ff, default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    })
    void everyAnswerTellsBrowsersToDoNothingMoreWithItThanItNeeds(String path, String policy) {
        var answer = given().get(path);

        assertThat(answer.headers().getValues("Content-Security-Policy")).containsExactly(policy);
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.headers().getValues("Referrer-Policy")).containsExactly("no-referrer");
        assertThat(answer.headers().getValues("Cache-Control")).containsExactly("no-store");
    }

    @Test
    void theSwaggerUiRunsItsOwnScriptsOnly() {
        assertThat(given().get("/q/swagger-ui/").header("Content-Security-Policy"))
                .contains("script-src 'self'", "frame-ancestors 'none'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/functions", "/2015-03-31/functions/nobody", "/callbacks/00ff"})
    void pagesOfOthersMayNotReadAnswers(String path) {
        var asked = given().header("Origin", "https://evil.example").get(path);
        var preflight = given().header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "POST")
                .options(path);

        for (var answer : new io.restassured.response.Response[] {asked, preflight}) {
            assertThat(answer.headers().asList())
                    .noneMatch(header -> header.getName().startsWith("Access-Control-Allow"));
        }
    }

    @Test
    void aPageOfOthersCannotUseThatCallersAreNotAskedWhoTheyAre() {
        var rest = given().header("Sec-Fetch-Site", "cross-site").get("/api/v1/functions");
        var aws = given().header("Origin", "https://evil.example")
                .contentType("text/plain")
                .body("{}")
                .post("/2015-03-31/functions/order-function/invocations");

        Api.assertProblem(rest, 403, "forbidden");
        assertThat(aws.statusCode()).isEqualTo(403);
        assertThat(aws.header("x-amzn-errortype")).isEqualTo("AccessDeniedException");
        assertThat(RawHttp.get("/api/v1/functions", "X-Nothing: 1").status()).isEqualTo(200);
        assertThat(RawHttp.get("/api/v1/functions", "X-Nothing: 1", "evil.example:8080")
                        .status())
                .isEqualTo(403);
        assertThat(given().header("Sec-Fetch-Site", "cross-site")
                        .get("/callbacks/00ff")
                        .statusCode())
                .as("a link that is followed is no harm, and says that it is none of ours")
                .isEqualTo(400);
    }

    @Test
    void headersThatAreTooLongAreRefused() {
        assertThat(given().header("X-Long", "x".repeat(30_000))
                        .get("/q/health/live")
                        .statusCode())
                .isEqualTo(431);
    }

    /** Whichever of the two lengths a proxy before it goes by, nothing of the body may be taken for a further request. */
    @ParameterizedTest
    @ValueSource(
            strings = {"/api/v1/functions/order-function/executions", "/2015-03-31/functions/order-function/invocations"
            })
    void aRequestWithTwoLengthsIsNotTakenForTwo(String path) throws IOException {
        var smuggled = "GET /api/v1/smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n";
        var answers = exchange(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + (5 + smuggled.length())
                + "\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + smuggled));

        assertThat(answers.split("HTTP/1\\.1 ")).as(answers).hasSizeLessThanOrEqualTo(2);
        assertThat(answers).doesNotContain("smuggled");
    }

    private static String exchange(String request) throws IOException {
        var text = new StringBuilder();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            socket.setSoTimeout(2_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            for (int next = socket.getInputStream().read();
                    next >= 0;
                    next = socket.getInputStream().read()) {
                text.append((char) next);
            }
        } catch (SocketTimeoutException nothingMore) {
            // The connection may stay open; what has come is all there is.
        }
        return text.toString();
    }
}
