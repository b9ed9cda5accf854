package dev.reprise.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.core.journal.InvocationOutcome;
import dev.reprise.gateway.metrics.GatewayMetrics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Prometheus sees is what docs/observability.md says. */
@QuarkusTest
@WithTestResource(TestBroker.class)
class MetricsIT {
    @Inject
    GatewayMetrics metrics;

    @BeforeEach
    void ready() {
        Service.awaitReady("order-function");
    }

    @Test
    void everyMetricThatIsShownIsDocumentedAndEveryDocumentedOneIsShown() {
        order();
        haveTrouble();

        var shown = families();

        var ours = new TreeSet<>(shown);
        ours.removeIf(name -> !name.startsWith("reprise_"));
        assertThat(ours).isSubsetOf(DocumentedMetrics.names());
        assertThat(shown).containsAll(DocumentedMetrics.names());
    }

    @Test
    void anOrderIsCountedByFunctionOutcomeAndVerdict() {
        order();

        Await.until(
                "the end of the order is counted",
                () -> series().contains(
                                "reprise_executions_closed_total{function=\"order-function\",status=\"succeeded\""),
                MetricsIT::series);
        assertThat(series())
                .contains(
                        "reprise_invocations_seconds_bucket{function=\"order-function\",outcome=\"suspended\",le=",
                        "reprise_journal_verdicts_total{record=\"checkpointsubmitted\",verdict=\"checkpointaccepted\"",
                        "reprise_journal_verdicts_total{record=\"signalreceived\",verdict=\"signaldelivered\"",
                        "reprise_journal_append_seconds_bucket{record=\"executionstartrequested\",le=");
        Await.until("the node is shown as ready", () -> series().contains("reprise_node_ready 1.0"), MetricsIT::series);
    }

    private static void order() {
        var name = Api.name();
        var id = Api.start("order-function", name, "{\"id\":\"%s\",\"cents\":1}".formatted(name));
        Api.awaitSuspended(id);
        Api.json("\"yes\"").post("/api/v1/executions/" + id + "/signals/review");
        assertThat(Api.result(id).statusCode()).as(Api.journal(id)).isEqualTo(200);
    }

    /** What a test can have only by waiting long or breaking much is counted as if it had been. */
    private void haveTrouble() {
        var name = Api.name();
        var id = Api.start("order-function", name, "{\"id\":\"%s\",\"cents\":1}".formatted(name));
        Api.awaitSuspended(id);
        Api.json("{}").post("/api/v1/executions/" + id + "/pause");
        Api.json("{}").post("/api/v1/executions/" + id + "/resume");
        metrics.nearLimit("bytes");
        metrics.turnedAway("order-function");
        metrics.timersDue(1, Duration.ZERO);
        metrics.relayed(new InvocationOutcome.Suspended(0));
        metrics.deadLettered("MALFORMED");
        metrics.queueMessages("signals", "left", 1);
        metrics.queueFailed("signals");
        Await.until(
                "pause and resumption are counted",
                () -> families().contains("reprise_executions_resumed_total"),
                MetricsIT::series);
    }

    /** The names, those of durations without their endings. */
    private static Set<String> families() {
        var names = new TreeSet<String>();
        Arrays.stream(series().split("\n"))
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> line.split("[{ ]", 2)[0])
                .forEach(name -> names.add(DocumentedMetrics.family(name)));
        return names;
    }

    private static String series() {
        return given().accept("text/plain").get("/q/metrics").asString();
    }
}
