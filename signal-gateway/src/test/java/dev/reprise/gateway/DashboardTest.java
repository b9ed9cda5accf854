package dev.reprise.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The dashboard and the alerts show what there is to be seen. */
class DashboardTest {
    private static final String DASHBOARD = "deploy/observability/grafana/dashboards/reprise.json";
    private static final String ALERTS = "deploy/observability/prometheus/alerts.yaml";

    @Test
    void theDashboardUsesNoMetricThatIsNotDocumented() {
        assertThat(DocumentedMetrics.used(DASHBOARD)).isSubsetOf(DocumentedMetrics.names());
    }

    @Test
    void theAlertsUseNoMetricThatIsNotDocumented() {
        assertThat(DocumentedMetrics.used(ALERTS)).isSubsetOf(DocumentedMetrics.names());
    }

    @Test
    void theDashboardShowsEveryMetricOfOurOwn() {
        assertThat(DocumentedMetrics.used(DASHBOARD))
                .containsAll(DocumentedMetrics.names().stream()
                        .filter(name -> name.startsWith("reprise_"))
                        .toList());
    }

    @Test
    void everyPanelHasATitleAnExpressionAndAPlaceOfItsOwn() throws Exception {
        var places = new HashSet<String>();
        for (JsonNode panel :
                new ObjectMapper().readTree(DocumentedMetrics.read(DASHBOARD)).get("panels")) {
            assertThat(panel.get("title").asText()).isNotBlank();
            assertThat(places.add(panel.get("gridPos").toString()))
                    .as("%s", panel)
                    .isTrue();
            if (!panel.get("type").asText().equals("row")) {
                assertThat(panel.get("targets")).as("%s", panel).isNotEmpty();
            }
        }
        assertThat(places).hasSizeGreaterThan(20);
    }

    @Test
    void everyAlertNamesARunbookThatSaysWhatToDo() {
        var alerts = DocumentedMetrics.read(ALERTS).split("- alert: ");
        for (var alert : List.of(alerts).subList(1, alerts.length)) {
            var runbook = Pattern.compile("runbook: (\\S+)").matcher(alert);

            assertThat(runbook.find()).as(alert).isTrue();
            assertThat(runbook.group(1))
                    .as(alert)
                    .satisfies(page -> assertThat(DocumentedMetrics.read(page)).startsWith("# "));
            assertThat(alert).contains("severity: ", "summary: ", "expr: ");
        }
    }
}
