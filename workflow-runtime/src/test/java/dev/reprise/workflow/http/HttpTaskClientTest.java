package dev.reprise.workflow.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import dev.reprise.core.Failure;
import dev.reprise.core.Payload;
import dev.reprise.workflow.RetryPolicy;
import dev.reprise.workflow.protocol.InvocationOutput;
import dev.reprise.workflow.spi.CheckpointUnavailable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Taking invocations and ending them, against a service that answers as it is told. */
class HttpTaskClientTest {
    private static final byte[] TASK = "{\"executionId\":\"0001-x\",\"ticket\":\"abc\"}".getBytes(UTF_8);
    private static final String ENVELOPE =
            "{\"DurableExecutionArn\":\"arn\",\"CheckpointToken\":\"t\",\"InitialExecutionState\":{\"Operations\":[]}}";

    private final Queue<Reply> replies = new ArrayDeque<>();
    private final List<String> requests = new ArrayList<>();
    private HttpServer server;
    private HttpCheckpointClient service;
    private HttpTaskClient tasks;

    private record Reply(int status, String type, String body, Map<String, String> headers) {
        static Reply problem(int status) {
            return new Reply(status, "application/problem+json", "{\"code\":\"task-gone\"}", Map.of());
        }

        static Reply taken() {
            return new Reply(200, "application/json", ENVELOPE, Map.of("Reprise-Lease", "lease-1"));
        }

        static Reply heard() {
            return new Reply(204, "application/json", "", Map.of());
        }
    }

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var headers = exchange.getRequestHeaders();
            requests.add("%s %s lease=%s error=%s %s"
                    .formatted(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI(),
                            headers.getFirst("Reprise-Lease"),
                            headers.getFirst("X-Amz-Function-Error"),
                            new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
            var reply = replies.remove();
            exchange.getResponseHeaders().set("Content-Type", reply.type());
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            var body = reply.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        service = new HttpCheckpointClient(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                Duration.ofSeconds(5),
                RetryPolicy.exponential(2, Duration.ofMillis(1)));
        tasks = service.tasks();
    }

    @AfterEach
    void stop() {
        service.close();
        server.stop(0);
    }

    private TakenTask taken() {
        replies.add(Reply.taken());
        var task = tasks.take(TASK);
        assertThat(task).isNotNull();
        return task;
    }

    @Test
    void theRecordGoesToTheServiceAsItIs() {
        var task = taken();

        assertThat(task.executionId()).isEqualTo("0001-x");
        assertThat(task.envelope().executionArn()).isEqualTo("arn");
        assertThat(requests)
                .containsExactly(
                        "POST /api/v1/executions/0001-x/tasks/take lease=null error=null " + new String(TASK, UTF_8));
    }

    @Test
    void theEndCarriesTheLease() {
        var task = taken();
        replies.add(Reply.heard());

        tasks.ended(task, new InvocationOutput.Succeeded(Payload.of("1")));

        assertThat(requests.getLast())
                .startsWith(
                        "POST /api/v1/executions/0001-x/tasks/end lease=lease-1 error=null {\"Status\":\"SUCCEEDED\"");
    }

    @Test
    void aCrashIsMarkedAsSuch() {
        var task = taken();
        replies.add(Reply.heard());

        tasks.failed(task, Failure.of("OutOfPaper", "no paper"));

        assertThat(requests.getLast()).contains("error=Unhandled", "OutOfPaper");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 409, 410})
    void whatTheServiceRefusesForGoodIsNothingToDo(int status) {
        replies.add(Reply.problem(status));

        assertThat(tasks.take(TASK)).isNull();
    }

    @Test
    void anEndThatIsTooLateIsNoError() {
        var task = taken();
        replies.add(Reply.problem(410));

        tasks.ended(task, new InvocationOutput.Suspended());

        assertThat(requests).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 503})
    void anythingElseIsForLater(int status) {
        replies.add(Reply.problem(status));
        replies.add(Reply.problem(status));

        assertThatExceptionOfType(CheckpointUnavailable.class)
                .isThrownBy(() -> tasks.take(TASK))
                .withMessageContaining("answered " + status);
    }

    @Test
    void somebodyElsesNotFoundIsForLater() {
        replies.add(new Reply(404, "text/html", "<html>", Map.of()));

        assertThatExceptionOfType(CheckpointUnavailable.class).isThrownBy(() -> tasks.take(TASK));
    }

    @Test
    void anAnswerThatIsNoEnvelopeIsForLater() {
        replies.add(new Reply(200, "application/json", "{}", Map.of("Reprise-Lease", "lease-1")));

        assertThatExceptionOfType(CheckpointUnavailable.class).isThrownBy(() -> tasks.take(TASK));
    }

    @Test
    void troubleThatPassesIsNotNoticed() {
        replies.add(Reply.problem(503));

        taken();

        assertThat(requests).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "[]", "{\"executionId\":7}", "{\"ticket\":\"x\"}", "{\"executionId\""})
    void whatIsNoTaskIsNothingToDoAndAsksNobody(String record) {
        assertThat(tasks.take(record.getBytes(UTF_8))).isNull();
        assertThat(requests).isEmpty();
    }
}
