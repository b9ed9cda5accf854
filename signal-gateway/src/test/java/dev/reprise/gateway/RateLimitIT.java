package dev.reprise.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a caller is told who asks for too much: one token in half an hour, so that no slow machine gets another. */
@QuarkusTest
@TestProfile(RateLimitIT.OneAtATime.class)
class RateLimitIT {
    public static final class OneAtATime implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "reprise.rate-limit", "0.0005",
                    "reprise.rate-limit-burst", "2",
                    "reprise.bootstrap-servers", "127.0.0.1:1",
                    "reprise.state-dir",
                            Path.of("target", "rate-limit").toAbsolutePath().toString());
        }
    }

    @Test
    void aCallerWhoAsksForTooMuchIsToldWhenToAskAgainByEitherApiAndAnotherIsNot() {
        given().get("/api/v1/functions");
        given().get("/2015-03-31/functions/f");

        var rest = given().get("/api/v1/functions");
        var aws = given().get("/2015-03-31/functions/f");
        var page = given().get("/callbacks/00ff");

        Api.assertProblem(rest, 429, "too-many-requests");
        assertThat(Integer.parseInt(rest.header("Retry-After"))).isBetween(1_900, 2_000);
        assertThat(aws.statusCode()).isEqualTo(429);
        assertThat(aws.header("x-amzn-errortype")).isEqualTo("TooManyRequestsException");
        assertThat(aws.header("Retry-After")).isNotBlank();
        assertThat(page.statusCode()).isEqualTo(429);
        assertThat(given().get("/q/health/live").statusCode()).isEqualTo(200);
    }
}
