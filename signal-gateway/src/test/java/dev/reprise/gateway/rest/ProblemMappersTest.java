package dev.reprise.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.gateway.CapturedLog;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

class ProblemMappersTest {
    private static final UriInfo URI = (UriInfo) Proxy.newProxyInstance(
            ProblemMappersTest.class.getClassLoader(),
            new Class<?>[] {UriInfo.class},
            (proxy, method, arguments) -> method.getName().equals("getPath") ? "/api/v1/executions/0001-abc" : null);

    @Test
    void anUnforeseenErrorIsFoundInTheLogByWhatTheCallerWasTold() {
        var log = CapturedLog.begin();
        try {
            var problem = (Problem) new ProblemMappers()
                    .anything(new IllegalStateException("a secret"), URI)
                    .getEntity();

            var error = problem.detail().replaceFirst(".* under error ", "");
            assertThat(problem.detail()).doesNotContain("secret");
            assertThat(log.text()).contains("Error " + error, "/api/v1/executions/0001-abc");
        } finally {
            log.close();
        }
    }
}
