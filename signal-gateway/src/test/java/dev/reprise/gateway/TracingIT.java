package dev.reprise.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.workflow.protocol.TraceHeader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole service with its spans turned on. */
@QuarkusTest
@WithTestResource(TestBroker.class)
@TestProfile(TracingIT.Traced.class)
class TracingIT {
    /** Spans are kept in memory instead of being sent. */
    public static final class Traced implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.otel.sdk.disabled", "false", "quarkus.otel.bsp.schedule.delay", "50ms");
        }

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(Kept.class);
        }
    }

    @Alternative
    @Singleton
    static class Kept {
        @Produces
        @Singleton
        InMemorySpanExporter exporter() {
            return InMemorySpanExporter.create();
        }
    }

    @Inject
    InMemorySpanExporter exporter;

    @BeforeEach
    void ready() {
        Service.awaitReady("order-function");
    }

    @Test
    void anOrderOfACallerWithATraceIsInThatTrace() {
        var trace = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";
        var order = Api.json("{\"id\":\"o\",\"cents\":1}")
                .header("X-Amzn-Trace-Id", trace)
                .post("/api/v1/functions/order-function/executions")
                .<String>path("executionId");
        Api.awaitSuspended(order);
        Api.json("\"yes\"").post("/api/v1/executions/" + order + "/signals/review");
        assertThat(Api.result(order).statusCode()).as(Api.journal(order)).isEqualTo(200);
        Await.until(
                "the execution's span is written",
                () -> names(trace).contains("execution order-function"),
                () -> exporter.getFinishedSpanItems().toString());

        assertThat(names(trace))
                .containsExactlyInAnyOrder(
                        "step charge",
                        "invoke order-function",
                        "signal review",
                        "step ship",
                        "invoke order-function",
                        "execution order-function");
    }

    private List<String> names(String header) {
        var traceId = TraceHeader.toTraceParent(header).substring(3, 35);
        return exporter.getFinishedSpanItems().stream()
                .filter(span -> span.getTraceId().equals(traceId))
                .map(SpanData::getName)
                .toList();
    }
}
