package dev.reprise.gateway.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.Payload;
import dev.reprise.core.SignalName;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.journal.SignalTarget;
import dev.reprise.gateway.application.Caller;
import dev.reprise.gateway.application.RegisteredFunction;
import dev.reprise.gateway.application.StartExecution;
import dev.reprise.gateway.application.StartOutcome;
import dev.reprise.workflow.http.AccessKey;
import dev.reprise.workflow.http.HttpCheckpointClient;
import dev.reprise.workflow.protocol.CheckpointRequest;
import dev.reprise.workflow.spi.StaleCheckpointToken;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.ExecutionStatus;
import software.amazon.awssdk.services.lambda.model.LambdaException;

/** What the API does as HTTP: credentials, sizes, patience. */
class LambdaRoutesIT {
    private static final String CALLBACK = "/2025-12-01/durable-execution-callbacks/00/succeed";

    private static LambdaClient client(LambdaServer server, AwsCredentialsProvider credentials) {
        return LambdaClient.builder()
                .endpointOverride(server.uri())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(credentials)
                .build();
    }

    private static StaticCredentialsProvider credentials(String id, String secret) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret));
    }

    private static String started(LambdaServer server) {
        var outcome = new StartExecution(server.journal, server.functions)
                .start(new StartExecution.Request(
                        "f", RegisteredFunction.LATEST, "a-name_1", Payload.of("{}"), Caller.UNKNOWN));
        return server.arns.arn(server.journal.execution(((StartOutcome.Started) outcome).execution()));
    }

    @Test
    void whileTooMuchWaitsAnInvocationThatStartsSomethingIsToldToTryAgain() throws Exception {
        try (var server = LambdaServer.admitting(1);
                var http = HttpClient.newHttpClient()) {
            server.journal.holdAnswers(JournalRecord.SignalReceived.class::isInstance);
            var unused = server.journal.submit(new JournalRecord.SignalReceived(
                    new SignalTarget.ById(new ExecutionId(0, new UUID(1, 1))),
                    new SignalName("go"),
                    null,
                    Payload.of("1"),
                    null));
            var invoke = HttpRequest.newBuilder(
                            server.uri().resolve("/2015-03-31/functions/f/invocations?Qualifier=$LATEST"))
                    .header("X-Amz-Invocation-Type", "Event")
                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                    .build();

            var meanwhile = http.send(invoke, HttpResponse.BodyHandlers.ofString());
            server.journal.answerAll();
            var afterwards = http.send(invoke, HttpResponse.BodyHandlers.ofString());

            assertThat(meanwhile.statusCode()).as(meanwhile.body()).isEqualTo(429);
            assertThat(meanwhile.headers().firstValue("x-amzn-errortype")).hasValue("TooManyRequestsException");
            assertThat(meanwhile.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(afterwards.statusCode()).as(afterwards.body()).isEqualTo(202);
        }
    }

    @Test
    void ourOwnSdkSignsToo() throws Exception {
        try (var server = LambdaServer.open("AKIDALICE:admin:s3cr3t/+=")) {
            var arn = started(server);
            var service = URI.create("http://127.0.0.1:" + server.port());
            try (var alice = new HttpCheckpointClient(service, new AccessKey("AKIDALICE", "s3cr3t/+="));
                    var mallory = new HttpCheckpointClient(service, new AccessKey("AKIDALICE", "guessed"));
                    var nobody = new HttpCheckpointClient(service)) {
                assertThatThrownBy(() -> alice.state(arn, "00", "a marker")).isInstanceOf(StaleCheckpointToken.class);
                assertThatThrownBy(() -> alice.checkpoint(arn, new CheckpointRequest("00", "c", List.of())))
                        .isInstanceOf(StaleCheckpointToken.class);
                assertThatThrownBy(() -> mallory.state(arn, "00", null)).hasMessageContaining("signature");
                assertThatThrownBy(() -> nobody.state(arn, "00", null)).hasMessageContaining("Authentication");
            }
        }
    }

    @Test
    void withKeysOnlyWhoSignsWithOneOfThemIsServed() throws Exception {
        try (var server = LambdaServer.open("AKIDALICE:admin:s3cr3t/+=", "AKIDBOB:admin:bob")) {
            var arn = started(server);
            for (var good : new AwsCredentialsProvider[] {
                credentials("AKIDALICE", "s3cr3t/+="),
                credentials("AKIDBOB", "bob"),
                StaticCredentialsProvider.create(AwsSessionCredentials.create("AKIDBOB", "bob", "session"))
            }) {
                try (var client = client(server, good)) {
                    assertThat(client.getDurableExecution(get -> get.durableExecutionArn(arn))
                                    .status())
                            .isEqualTo(ExecutionStatus.RUNNING);
                    assertThat(client.listDurableExecutionsByFunction(list -> list.functionName("f:$LATEST")
                                            .statuses(ExecutionStatus.RUNNING, ExecutionStatus.FAILED)
                                            .durableExecutionName("a-name_1"))
                                    .durableExecutions())
                            .hasSize(1);
                    assertThat(refused(() -> client.sendDurableExecutionCallbackSuccess(
                                    send -> send.callbackId("ab+/cd==").result(SdkBytes.fromUtf8String("ü")))))
                            .isEqualTo("InvalidParameterValueException");
                }
            }
            try (var client = client(server, credentials("AKIDBOB", "guessed"))) {
                assertThat(refused(() -> client.stopDurableExecution(stop -> stop.durableExecutionArn(arn))))
                        .isEqualTo("InvalidSignatureException");
            }
            try (var client = client(server, credentials("AKIDEVE", "bob"))) {
                assertThat(refused(() -> client.stopDurableExecution(stop -> stop.durableExecutionArn(arn))))
                        .isEqualTo("UnrecognizedClientException");
            }
            try (var client = client(server, AnonymousCredentialsProvider.create())) {
                assertThat(refused(() -> client.stopDurableExecution(stop -> stop.durableExecutionArn(arn))))
                        .isEqualTo("MissingAuthenticationTokenException");
            }
            try (var client = client(server, credentials("AKIDALICE", "s3cr3t/+="))) {
                assertThat(client.getDurableExecution(get -> get.durableExecutionArn(arn))
                                .status())
                        .isEqualTo(ExecutionStatus.RUNNING);
            }
        }
    }

    @Test
    void aKeyIsGoodForItsRoleAndItsFunctionsOnly() throws Exception {
        try (var server = LambdaServer.open("READER:read:one", "OTHER:admin:other-:two", "OPERATOR:operate:f:three")) {
            var arn = started(server);
            try (var reader = client(server, credentials("READER", "one"))) {
                assertThat(reader.getDurableExecution(get -> get.durableExecutionArn(arn))
                                .status())
                        .isEqualTo(ExecutionStatus.RUNNING);
                assertThat(refused(() -> reader.stopDurableExecution(stop -> stop.durableExecutionArn(arn))))
                        .isEqualTo("AccessDeniedException");
            }
            try (var other = client(server, credentials("OTHER", "two"))) {
                assertThat(refused(() -> other.getDurableExecution(get -> get.durableExecutionArn(arn))))
                        .isEqualTo("AccessDeniedException");
                assertThat(refused(() -> other.listDurableExecutionsByFunction(list -> list.functionName("f"))))
                        .isEqualTo("AccessDeniedException");
                assertThat(refused(() -> other.invoke(
                                call -> call.functionName(server.arns.function("f", RegisteredFunction.LATEST)))))
                        .isEqualTo("AccessDeniedException");
            }
            try (var operator = client(server, credentials("OPERATOR", "three"))) {
                operator.stopDurableExecution(stop -> stop.durableExecutionArn(arn));
            }
        }
    }

    @Test
    void withKeysAlsoThePathsThatThereAreNotMustBeSigned() throws Exception {
        try (var server = LambdaServer.open("AKIDALICE:admin:secret")) {
            for (var path : new String[] {"/2025-12-01/nothing", "/2015-03-31/functions/f/invocations"}) {
                var answer = send(HttpRequest.newBuilder(server.uri().resolve(path)));

                assertThat(answer.statusCode()).isEqualTo(403);
                assertThat(answer.headers().firstValue("x-amzn-errortype"))
                        .contains("MissingAuthenticationTokenException");
            }
        }
    }

    @Test
    void withoutKeysAnyCredentialsOrNoneWillDo() throws Exception {
        try (var server = LambdaServer.open();
                var client = client(server, credentials("local", "local"));
                var anonymous = client(server, AnonymousCredentialsProvider.create())) {
            var arn = started(server);

            for (var each : new LambdaClient[] {client, anonymous}) {
                assertThat(each.getDurableExecution(get -> get.durableExecutionArn(arn))
                                .durableExecutionName())
                        .isEqualTo("a-name_1");
            }
        }
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedWhetherItIsAnnouncedOrNot() throws Exception {
        try (var server = LambdaServer.impatient(1_000, Duration.ofMinutes(1))) {
            var uri = server.uri().resolve(CALLBACK);
            var large = new byte[2_000_000];
            var announced = send(HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofByteArray(large)));
            var chunked = send(HttpRequest.newBuilder(uri)
                    .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large))));

            for (var answer : new HttpResponse<?>[] {announced, chunked}) {
                assertThat(answer.statusCode()).isEqualTo(413);
                assertThat(answer.headers().firstValue("x-amzn-errortype")).contains("RequestTooLargeException");
                assertThat(answer.headers().firstValue("x-amzn-RequestId")).isPresent();
            }
        }
    }

    @Test
    void aBodyThatIsAnnouncedTooLargeIsRefusedBeforeAnyOfItComes() throws Exception {
        try (var server = LambdaServer.impatient(1_000, Duration.ofMinutes(1))) {
            assertThat(raw(server, "Content-Length: 100000000\r\nExpect: 100-continue\r\n", "", false))
                    .startsWith("HTTP/1.1 413 ")
                    .contains("RequestTooLargeException");
        }
    }

    @Test
    void aBodyThatDoesNotArriveIsAnsweredAndTheConnectionClosed() throws Exception {
        try (var server = LambdaServer.impatient(1_000, Duration.ofMillis(50))) {
            assertThat(raw(server, "Content-Length: 10\r\n", "half", true))
                    .startsWith("HTTP/1.1 408 ")
                    .contains("RequestTimeoutException");
        }
    }

    @Test
    void whoWaitsToBeAskedForTheBodyIsAsked() throws Exception {
        try (var server = LambdaServer.open()) {
            var answer = send(HttpRequest.newBuilder(server.uri().resolve(CALLBACK))
                    .expectContinue(true)
                    .POST(HttpRequest.BodyPublishers.ofString("1")));

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("Invalid callback id");
        }
    }

    private static String refused(Runnable call) {
        return catchThrowableOfType(LambdaException.class, call::run)
                .awsErrorDetails()
                .errorCode();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient()
                .send(request.version(HttpClient.Version.HTTP_1_1).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Sends a head and some of a body, and reads the answer, up to where the service hangs up or its JSON ends. */
    private static String raw(LambdaServer server, String headers, String body, boolean untilHungUp)
            throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(60_000);
            var out = socket.getOutputStream();
            out.write(("POST " + CALLBACK + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n" + body)
                    .getBytes(StandardCharsets.UTF_8));
            out.flush();
            var in = socket.getInputStream();
            var text = new StringBuilder();
            for (int read = in.read(); read >= 0; read = in.read()) {
                text.append((char) read);
                if (read == '}' && !untilHungUp) {
                    break;
                }
            }
            return text.toString();
        }
    }
}
