package dev.reprise.cdk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the templates as JavaScript, run by Node.js with stand-ins for AWS' two modules. */
class RegistrationTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TARGET = "arn:aws:lambda:eu-west-1:123456789012:function:order:live";

    private record Asked(String method, String path, String authorization, JsonNode body) {}

    @TempDir
    Path directory;

    private final ConcurrentLinkedQueue<Asked> asked = new ConcurrentLinkedQueue<>();
    private HttpServer service;
    private int status = 201;

    @BeforeEach
    void begin() throws IOException {
        Tools.need("node", "which runs what registers");
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            asked.add(new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    JSON.readTree(exchange.getRequestBody())));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        service.start();
        module("@aws-sdk/client-secrets-manager", """
                exports.GetSecretValueCommand = class { constructor(input) { this.input = input; } };
                exports.SecretsManagerClient = class {
                  async send(command) { return { SecretString: "key of " + command.input.SecretId }; }
                };
                """);
        module("cfn-response", """
                exports.SUCCESS = "SUCCESS"; exports.FAILED = "FAILED";
                exports.send = async (event, context, status, data, id, echo, reason) =>
                  console.log(JSON.stringify({ status, id, reason }));
                """);
    }

    @AfterEach
    void end() {
        if (service != null) {
            service.stop(0);
        }
    }

    private void module(String name, String source) throws IOException {
        var folder = Files.createDirectories(directory.resolve("node_modules").resolve(name));
        Files.writeString(folder.resolve("index.js"), source);
    }

    private JsonNode told(String request) throws IOException {
        var event = Map.of(
                "RequestType",
                request,
                "ResourceProperties",
                Map.of(
                        "function", "order",
                        "target", TARGET,
                        "endpoint", "http://127.0.0.1:" + service.getAddress().getPort(),
                        "adminKeySecret", "the-secret",
                        "invocationTimeoutSeconds", "60",
                        "maxConcurrency", "50",
                        "retentionDays", "90"));
        Files.writeString(directory.resolve("index.js"), Registration.source(), UTF_8);
        var ran = Tools.run(List.of(
                "node",
                "-e",
                "require(process.argv[1]).handler(JSON.parse(process.argv[2]), {})",
                directory.resolve("index.js").toString(),
                JSON.writeValueAsString(event)));
        assertThat(ran.code()).as(ran.said()).isZero();
        return JSON.readTree(ran.said());
    }

    @Test
    void aStackThatIsMadeOrChangedRegistersTheAlias() throws IOException {
        assertThat(told("Create").get("status").asText()).isEqualTo("SUCCESS");
        var request = asked.remove();
        assertThat(request.method()).isEqualTo("PUT");
        assertThat(request.path()).isEqualTo("/api/v1/functions/order");
        assertThat(request.authorization()).isEqualTo("Bearer key of the-secret");
        assertThat(request.body()).isEqualTo(JSON.readTree("""
                {"target": "lambda:%s", "invocationTimeoutSeconds": 60, "maxConcurrency": 50, "retentionDays": 90}
                """.formatted(TARGET)));
    }

    @Test
    void aRefusalFailsTheStackAndSaysWhich() throws IOException {
        status = 403;
        var answer = told("Update");
        assertThat(answer.get("status").asText()).isEqualTo("FAILED");
        assertThat(answer.get("reason").asText())
                .contains("PUT /api/v1/functions/order", "403")
                .doesNotContain("key of");
    }

    @Test
    void aStackThatIsDeletedLeavesTheFunctionRegistered() throws IOException {
        assertThat(told("Delete").get("status").asText()).isEqualTo("SUCCESS");
        assertThat(asked).isEmpty();
    }
}
