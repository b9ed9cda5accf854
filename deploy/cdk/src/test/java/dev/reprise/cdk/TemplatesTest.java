package dev.reprise.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The templates that are files: each by itself, and that they say the same as the constructs. */
class TemplatesTest {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    private static final Path PLAIN = Tools.DEPLOY.resolve("cloudformation/template.json");
    private static final Path SIGNALS = Tools.DEPLOY.resolve("sam/signals.yaml");
    private static final Path SAM = Tools.DEPLOY.resolve("sam/template.yaml");

    private static JsonNode sam() throws IOException {
        return new ObjectMapper(new YAMLFactory()).readTree(SAM.toFile());
    }

    /** With {@code -Dreprise.write-template} it is written instead. */
    @Test
    void thePlainTemplateIsWhatTheConstructsComeTo() throws IOException {
        Tools.need("node", "which the AWS CDK runs on");
        if (System.getProperty("reprise.write-template") != null) {
            Files.writeString(PLAIN, sorted(Synthesised.JSON) + "\n");
        }
        assertThat(sorted(JSON.readTree(PLAIN.toFile())))
                .as("%s is written anew by ./mvnw -pl deploy/cdk test -Dreprise.write-template", PLAIN)
                .isEqualTo(sorted(Synthesised.JSON));
    }

    /** Always the same, whatever order the CDK was told things in. */
    private static String sorted(JsonNode template) throws IOException {
        return JSON.writeValueAsString(JSON.treeToValue(template, Object.class));
    }

    @Test
    void theFunctionOfTheSamTemplateIsTheOneOfThePlainOne() throws IOException {
        var plain = function(JSON.readTree(PLAIN.toFile()).get("Resources"));
        var sam = sam().at("/Resources/OrderFunction/Properties");
        assertThat(sam.get("Architectures")).isEqualTo(plain.get("Architectures"));
        assertThat(sam.get("Handler")).isEqualTo(plain.get("Handler"));
        assertThat(sam.get("Runtime")).isEqualTo(plain.get("Runtime"));
        assertThat(sam.get("MemorySize")).isEqualTo(plain.get("MemorySize"));
        assertThat(sam.get("AutoPublishAlias").asText()).isEqualTo("live");
        assertThat(names(sam.at("/Environment/Variables"))).isEqualTo(names(plain.at("/Environment/Variables")));
        for (var name : names(sam.at("/Environment/Variables"))) {
            var ours = plain.at("/Environment/Variables").get(name);
            if (ours.isTextual()) {
                assertThat(sam.at("/Environment/Variables").get(name)).as(name).isEqualTo(ours);
            }
        }
    }

    private static JsonNode function(JsonNode resources) {
        for (var resource : resources) {
            var properties = resource.get("Properties");
            if (properties != null && properties.path("Runtime").asText().startsWith("java")) {
                return properties;
            }
        }
        throw new AssertionError("Expected a Java function among the resources of " + PLAIN);
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).sorted().toList();
    }

    @Test
    void bothRegisterWithTheSameLines() throws IOException {
        var inline = sam().at("/Resources/RegistrationFunction/Properties/InlineCode")
                .asText();
        assertThat(inline).isEqualTo(Registration.source());
        assertThat(inline.length()).as("what a template takes in place").isLessThanOrEqualTo(4096);
    }

    @Test
    void bothAskForTheSameParametersButForTheCode() throws IOException {
        var plain = names(JSON.readTree(PLAIN.toFile()).get("Parameters"));
        assertThat(plain).contains("CodeBucket", "CodeKey");
        assertThat(names(sam().get("Parameters")))
                .isEqualTo(plain.stream()
                        .filter(name -> !List.of("CodeBucket", "CodeKey").contains(name))
                        .toList());
    }

    @Test
    void theLinterFindsNothing() throws IOException {
        Tools.need("cfn-lint", "so the templates were only read and compared");
        // W3005 is about what the CDK writes: that something depends on what it refers to.
        var linted = Tools.run(List.of(
                "cfn-lint", "--ignore-checks", "W3005", "--", PLAIN.toString(), SAM.toString(), SIGNALS.toString()));
        assertThat(linted.said()).isEmpty();
        assertThat(linted.code()).isZero();
    }

    /** CloudFormation does not take them, and the linter does not mind. */
    @Test
    void noTemplateUsesAliasesOfYaml() throws IOException {
        assertThat(Files.readString(SAM) + Files.readString(SIGNALS)).doesNotContainPattern("(?m)^[^#]*: [&*][A-Za-z]");
    }
}
