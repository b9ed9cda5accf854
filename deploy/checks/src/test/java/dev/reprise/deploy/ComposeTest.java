package dev.reprise.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The compose file as it is read, aliases and merges followed. Nothing is started: that takes a Docker engine. */
class ComposeTest {
    private static final Path FOLDER = Deploy.FOLDER.resolve("compose");
    private static JsonNode compose;

    @BeforeAll
    static void read() throws IOException {
        Map<String, Object> read = new Yaml().load(Files.readString(FOLDER.resolve("compose.yaml")));
        compose = new ObjectMapper().valueToTree(read);
    }

    private static JsonNode service(String name) {
        return compose.at("/services/" + name);
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    @Test
    void thereAreThreeBrokersThreeNodesFunctionsPrometheusAndGrafana() {
        assertThat(names(compose.get("services")))
                .containsExactlyInAnyOrder(
                        "kafka-1",
                        "kafka-2",
                        "kafka-3",
                        "node-1",
                        "node-2",
                        "node-3",
                        "functions",
                        "register",
                        "prometheus",
                        "grafana");
    }

    @Test
    void everyServiceThatStaysIsAskedForItsHealth() {
        for (var each : compose.get("services").properties()) {
            if (!each.getKey().equals("register")) {
                assertThat(each.getValue().at("/healthcheck/test").isArray())
                        .as(each.getKey())
                        .isTrue();
            }
        }
    }

    @Test
    void everyNodeHasANameAnAddressAndAVolumeOfItsOwn() {
        for (var name : List.of("node-1", "node-2", "node-3")) {
            var environment = service(name).get("environment");
            assertThat(environment.get("REPRISE_NODE_ID").asText()).isEqualTo(name);
            assertThat(environment.get("REPRISE_ADVERTISED_URL").asText()).isEqualTo("http://" + name + ":8080");
            assertThat(environment.get("REPRISE_STANDBYS").asInt()).isEqualTo(1);
            assertThat(environment.get("REPRISE_REPLICATION_FACTOR").asInt()).isEqualTo(3);
            assertThat(service(name).at("/volumes/0").asText())
                    .isEqualTo(name + ":" + environment.get("REPRISE_STATE_DIR").asText());
        }
    }

    @Test
    void everyVariableOfANodeIsASettingOfTheService() {
        var known = Deploy.settings().stream().map(Deploy::variable).toList();
        assertThat(names(service("node-1").get("environment")).stream()
                        .filter(name -> name.startsWith("REPRISE_"))
                        .toList())
                .isNotEmpty()
                .allMatch(known::contains);
        assertThat(names(service("node-1").get("environment"))).doesNotContain("REPRISE_AUTHENTICATION");
    }

    @Test
    void nothingIsPublishedBeyondThisMachine() {
        var ports = new ArrayList<String>();
        for (var each : compose.get("services")) {
            each.path("ports").forEach(port -> ports.add(port.asText()));
        }
        assertThat(ports).isNotEmpty().allMatch(port -> port.startsWith("127.0.0.1:"));
    }

    @Test
    void imagesAreOfOneReleaseEach() {
        for (var each : compose.get("services").properties()) {
            var image = each.getValue().get("image").asText();
            assertThat(image).as(each.getKey()).contains(":").doesNotEndWith(":latest");
        }
        assertThat(service("kafka-1").get("image").asText()).isEqualTo("apache/kafka:4.3.1");
    }

    @Test
    void whatMustBeSetIsWhatPrepareMakes() throws IOException {
        var text = Files.readString(FOLDER.resolve("compose.yaml"));
        var prepare = Files.readString(FOLDER.resolve("prepare.sh"));
        var required = new TreeSet<String>();
        var found = Pattern.compile("\\$\\{([A-Z_]+):\\?").matcher(text);
        while (found.find()) {
            required.add(found.group(1));
        }
        assertThat(required).isNotEmpty().allSatisfy(name -> assertThat(prepare).containsPattern("(?m)^" + name + "="));
    }

    @Test
    void everyFileThatIsMountedIsThereOrMadeByPrepare() throws IOException {
        var prepare = Files.readString(FOLDER.resolve("prepare.sh"));
        var mounted = new TreeSet<String>();
        for (var each : compose.get("services")) {
            for (var volume : each.path("volumes")) {
                var source = volume.asText().split(":", 2)[0];
                if (source.startsWith(".")) {
                    mounted.add(source);
                }
            }
        }
        assertThat(mounted).isNotEmpty().allSatisfy(source -> {
            var file = FOLDER.resolve(source);
            assertThat(Files.exists(file) || prepare.contains(file.getFileName().toString()))
                    .as(source)
                    .isTrue();
        });
    }

    @Test
    void prometheusAsksEveryNode() throws IOException {
        var prometheus = Deploy.documents(Files.readString(FOLDER.resolve("prometheus.yaml")))
                .getFirst();
        var job = prometheus.at("/scrape_configs/0");
        assertThat(job.get("metrics_path").asText()).isEqualTo("/q/metrics");
        assertThat(job.at("/static_configs/0/targets"))
                .map(JsonNode::asText)
                .containsExactly("node-1:8080", "node-2:8080", "node-3:8080");
    }
}
