package dev.reprise.gateway;

import static dev.reprise.gateway.Guarded.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of an OpenID Connect issuer, whose groups are roles. */
@QuarkusTest
@TestProfile(Guarded.class)
class TokensIT {
    @ConfigProperty(name = "quarkus.oidc.auth-server-url")
    String issuer;

    @BeforeEach
    void ready() {
        Guarded.awaitReady();
    }

    private String claims(String groups) {
        return claims(groups, "reprise", 600);
    }

    private String claims(String groups, String audience, int validSeconds) {
        return "{\"iss\":\"%s\",\"sub\":\"alice\",\"upn\":\"alice\",\"aud\":\"%s\",\"iat\":%d,\"exp\":%d,\"groups\":[%s]}"
                .formatted(
                        issuer,
                        audience,
                        Instant.now().minusSeconds(1000).getEpochSecond(),
                        Instant.now().plusSeconds(validSeconds).getEpochSecond(),
                        groups);
    }

    private String signed(String claims) {
        return given().body(claims).post(issuer + "/sign").asString();
    }

    private static int status(String token, String path) {
        return as(token).get(path).statusCode();
    }

    @Test
    void aTokenIsGoodForTheRolesAmongItsGroups() {
        var reader = signed(claims("\"reprise:read:order-\", \"staff\""));
        var admin = signed(claims("\"reprise:admin\""));
        var stranger = signed(claims("\"admin\", \"read\""));

        assertThat(status(reader, "/api/v1/functions/order-function")).isEqualTo(200);
        assertThat(status(reader, "/api/v1/functions/shipment-function")).isEqualTo(403);
        assertThat(as(reader).delete("/api/v1/functions/order-function").statusCode())
                .isEqualTo(403);
        assertThat(status(admin, "/api/v1/functions/shipment-function")).isEqualTo(200);
        assertThat(status(stranger, "/api/v1/functions/order-function")).isEqualTo(403);
    }

    @Test
    void theAwsApiTakesTokensToo() {
        var reader = signed(claims("\"reprise:read:order-\""));

        assertThat(status(reader, "/2015-03-31/functions/order-function")).isEqualTo(200);
        assertThat(status(reader, "/2015-03-31/functions/shipment-function")).isEqualTo(403);
    }

    @Test
    void aTokenThatIsNotGoodIsRefused() {
        var good = claims("\"reprise:admin\"");
        var forged = given().body(good).post(issuer + "/forge").asString();
        var expired = signed(claims("\"reprise:admin\"", "reprise", -600));
        var forOthers = signed(claims("\"reprise:admin\"", "another-service", 600));
        var parts = signed(good).split("\\.");
        var unsigned = "eyJhbGciOiJub25lIn0." + parts[1] + ".";
        var otherIssuer = signed(good.replace("\"iss\":\"http", "\"iss\":\"https"));

        for (var token : new String[] {forged, expired, forOthers, unsigned, otherIssuer, parts[0] + "." + parts[1]}) {
            Api.assertProblem(as(token).get("/api/v1/functions"), 401, "unauthenticated");
            assertThat(status(token, "/2015-03-31/functions/order-function")).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-User", "X-Amzn-Oidc-Identity", "Remote-User"})
    void aHeaderThatAProxyMightSetIsNoProof(String header) {
        assertThat(given().header(header, "root").get("/api/v1/functions").statusCode())
                .isEqualTo(401);
    }
}
