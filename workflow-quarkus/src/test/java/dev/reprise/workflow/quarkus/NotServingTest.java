package dev.reprise.workflow.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An application that hosts its functions otherwise: it starts without a service, and has no routes of ours. */
@QuarkusTest
@TestProfile(NotServingTest.Disabled.class)
@Timeout(60)
class NotServingTest {
    public static final class Disabled implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("reprise.functions.enabled", "false");
        }
    }

    @TestHTTPResource
    URI application;

    @Test
    void knowsNoPathOfFunctions() throws Exception {
        var answer = FunctionClient.invoke(application, "crash", "{}");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("x-amzn-errortype")).isEmpty();
    }
}
