package dev.reprise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chart, rendered by Helm itself, and what it renders, read as the types of Kubernetes' API. */
class ChartTest {
    private static final Path CHART = Deploy.FOLDER.resolve("helm/reprise");
    private static final Path PLAIN = Deploy.FOLDER.resolve("kubernetes/reprise.yaml");
    private static final String HEADER =
            "# What deploy/helm/reprise renders with its own values; ChartTest writes it anew with -Dreprise.write-manifests.\n";

    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of(
            "ConfigMap", ConfigMap.class,
            "NetworkPolicy", NetworkPolicy.class,
            "PodDisruptionBudget", PodDisruptionBudget.class,
            "Service", Service.class,
            "ServiceAccount", ServiceAccount.class,
            "StatefulSet", StatefulSet.class);

    @BeforeAll
    static void needHelm() {
        Assumptions.assumeTrue(
                System.getProperty("os.name").startsWith("Linux")
                        || System.getProperty("os.name").startsWith("Mac"),
                "Skipped: Helm as a library is packaged for Linux and macOS");
    }

    private static TemplateCommand template() {
        return new Helm(CHART).template().withName("reprise").withNamespace("reprise");
    }

    private static List<JsonNode> everything() {
        return Deploy.documents(template()
                .set("serviceMonitor.enabled", "true")
                .set("autoscaling.enabled", "true")
                .set("secrets.tls", "reprise-tls")
                .set("secrets.accessKeys", "reprise-access-keys")
                .set("secrets.kafka", "reprise-kafka")
                .call());
    }

    private static JsonNode one(List<JsonNode> documents, String kind) {
        return documents.stream()
                .filter(document -> document.path("kind").asText().equals(kind))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Expected a " + kind));
    }

    private static JsonNode container(List<JsonNode> documents) {
        return one(documents, "StatefulSet").at("/spec/template/spec/containers/0");
    }

    private static String variable(JsonNode container, String name) {
        for (var variable : container.get("env")) {
            if (variable.get("name").asText().equals(name)) {
                return variable.path("value").asText();
            }
        }
        throw new AssertionError("Expected a variable " + name);
    }

    @Test
    void helmFindsNothingToMend() {
        var linted = new Helm(CHART).lint().strict().call();
        assertThat(linted.isFailed())
                .as(String.join("\n", linted.getMessages()))
                .isFalse();
    }

    @Test
    void thePlainManifestsAreWhatTheChartRenders() throws IOException {
        var rendered = HEADER + template().call().strip() + "\n";
        if (System.getProperty("reprise.write-manifests") != null) {
            Files.writeString(PLAIN, rendered);
        }
        assertThat(Files.readString(PLAIN)).isEqualTo(rendered);
    }

    @Test
    void whatItRendersHasNoFieldThatKubernetesDoesNotKnow() throws IOException {
        var read = new ArrayList<String>();
        for (var document : everything()) {
            var type = KINDS.get(document.get("kind").asText());
            if (type != null) {
                assertThat(UnknownFields.of(document, type)).isEmpty();
                read.add(document.get("kind").asText());
            }
        }
        assertThat(read).contains(KINDS.keySet().toArray(String[]::new));
    }

    @Test
    void aFieldThatKubernetesDoesNotKnowIsFound() throws IOException {
        var document = Deploy.documents("""
                kind: StatefulSet
                spec: {template: {spec: {containers: [{name: a, startupProb: {}}]}}}
                """).getFirst();
        assertThat(UnknownFields.of(document, StatefulSet.class))
                .containsExactly("StatefulSet.spec.template.spec.containers.startupProb");
    }

    @Test
    void eachNodeHasAnIdentityAVolumeAndAnAddressOfItsOwn() {
        var set = one(everything(), "StatefulSet");
        var node = container(everything());
        assertThat(variable(node, "REPRISE_NODE_ID")).isEqualTo("$(POD_NAME)");
        assertThat(variable(node, "REPRISE_ADVERTISED_URL"))
                .isEqualTo("https://$(POD_NAME).reprise-peers.reprise.svc:8080");
        assertThat(set.at("/spec/serviceName").asText()).isEqualTo("reprise-peers");
        var claim = set.at("/spec/volumeClaimTemplates/0/metadata/name").asText();
        assertThat(node.at("/volumeMounts/0/name").asText()).isEqualTo(claim);
        assertThat(node.at("/volumeMounts/0/mountPath").asText()).isEqualTo(variable(node, "REPRISE_STATE_DIR"));
    }

    @Test
    void aNodeThatGoesHasTheTimeToHandOver() {
        var pod = one(everything(), "StatefulSet").at("/spec/template/spec");
        int grace = pod.get("terminationGracePeriodSeconds").asInt();
        int before = Integer.parseInt(
                pod.at("/containers/0/lifecycle/preStop/exec/command/1").asText());
        // Membership closes within ten seconds, after one for waiters and one of quarkus.shutdown.timeout.
        assertThat(grace).isGreaterThan(before + 12);
    }

    @Test
    void oneAtATimeMayBeAway() {
        var all = everything();
        assertThat(one(all, "PodDisruptionBudget").at("/spec/maxUnavailable").asInt())
                .isEqualTo(1);
        assertThat(settings(all)).containsEntry("reprise.standbys", "1");
        assertThat(one(all, "StatefulSet").at("/spec/minReadySeconds").asInt()).isPositive();
    }

    @Test
    void aNodeThatRestoresForLongIsNotReadyAndIsNotStartedAnew() {
        var node = container(everything());
        assertThat(node.at("/startupProbe/httpGet/path").asText()).isEqualTo("/q/health/live");
        assertThat(node.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/q/health/ready");
        assertThat(node.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/q/health/live");
        assertThat(node.at("/livenessProbe/httpGet/scheme").asText()).isEqualTo("HTTPS");
    }

    @Test
    void aNodeOwnsNothingAndCanWriteNowhereButInItsVolumes() {
        var pod = one(everything(), "StatefulSet").at("/spec/template/spec");
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/containers/0/securityContext/readOnlyRootFilesystem")
                        .asBoolean())
                .isTrue();
        assertThat(pod.at("/containers/0/securityContext/allowPrivilegeEscalation")
                        .asBoolean(true))
                .isFalse();
    }

    @Test
    void everyVariableIsASettingOfTheService() {
        var known = Deploy.settings().stream().map(Deploy::variable).toList();
        for (var variable : container(everything()).get("env")) {
            var name = variable.get("name").asText();
            if (name.startsWith("REPRISE_")) {
                assertThat(known).contains(name);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"msk-scram.yaml", "msk-iam.yaml", "confluent.yaml"})
    void settingsForEachKafkaAreSettingsOfTheService(String values) {
        var documents = Deploy.documents(template()
                .withValuesFile(Deploy.FOLDER.resolve("kafka").resolve(values))
                .call());
        var settings = settings(documents);
        assertThat(settings.keySet())
                .allMatch(name ->
                        Deploy.settings().contains(name) || name.startsWith("reprise.kafka.\"") && name.endsWith("\""));
        assertThat(settings).containsEntry("reprise.kafka.\"security.protocol\"", "SASL_SSL");
        assertThat(settings).containsEntry("reprise.replication-factor", "3");
    }

    private static Map<String, String> settings(List<JsonNode> documents) {
        var properties = new Properties();
        try {
            properties.load(new StringReader(one(documents, "ConfigMap")
                    .at("/data/application.properties")
                    .asText()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        var settings = new TreeMap<String, String>();
        properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        return settings;
    }
}
