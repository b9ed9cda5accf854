package dev.reprise.workflow.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.core.Failure;
import dev.reprise.core.operation.OperationStatus;
import dev.reprise.core.state.ExecutionStatus;
import dev.reprise.workflow.DurableFunction;
import dev.reprise.workflow.FoldedJournal;
import dev.reprise.workflow.InvokeException;
import dev.reprise.workflow.RetryPolicy;
import dev.reprise.workflow.host.FunctionHost;
import dev.reprise.workflow.http.JournalServer.Fault;
import dev.reprise.workflow.protocol.CheckpointRequest;
import dev.reprise.workflow.protocol.ProtocolJson;
import dev.reprise.workflow.protocol.ProtocolLimits;
import dev.reprise.workflow.spi.CheckpointUnavailable;
import dev.reprise.workflow.spi.StaleCheckpointToken;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpHostTest {
    private final FoldedJournal journal = new FoldedJournal("greet", "greet-1", "\"Ada\"");
    private final HttpClient http = HttpClient.newHttpClient();
    private JournalServer service;
    private HttpCheckpointClient client;
    private HttpFunctionHost host;

    @BeforeEach
    void startService() throws Exception {
        service = new JournalServer(journal);
        client = new HttpCheckpointClient(
                service.address(), Duration.ofSeconds(20), RetryPolicy.exponential(3, Duration.ofMillis(1)));
    }

    @AfterEach
    void stop() {
        if (host != null) {
            host.close();
        }
        client.close();
        service.close();
        http.close();
    }

    @Test
    void runsAFunctionFromStartToResult() throws Exception {
        serve((name, dc) -> {
            var greeting = dc.step("greet", String.class, () -> "Hello, " + name + " \u263A");
            var answer = dc.waitForSignal("answer");
            dc.sleep("breathe", Duration.ofMinutes(1));
            return greeting + answer.as(Integer.class);
        });

        invoke();
        journal.signal("answer", "42");
        invoke();
        journal.advance(Duration.ofMinutes(1));
        invoke();

        assertThat(journal.header().status()).as(journal.toString()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(journal.execution().details().result().text()).isEqualTo("\"Hello, Ada \u263A42\"");
        assertThat(service.requests())
                .hasSize(3)
                .allSatisfy(request -> assertThat(request)
                        .startsWith("POST /2025-12-01/durable-executions/arn%3Aaws%3Alambda%3A")
                        .contains("%2Fdurable-execution%2Fgreet-1%2F")
                        .endsWith("/checkpoint"));
    }

    @Test
    void callsAnotherFunctionAndSeesItFail() throws Exception {
        serve((name, dc) -> {
            try {
                return dc.invoke("ask", "oracle:7", String.class, name);
            } catch (InvokeException failed) {
                return failed.function() + " " + failed.status() + " "
                        + failed.failure().message();
            }
        });

        invoke();
        var calls = journal.calls();
        journal.completeInvoke("1", OperationStatus.TIMED_OUT, null, Failure.of("ChainedInvoke.Timeout", "too slow"));
        invoke();

        assertThat(calls)
                .singleElement()
                .satisfies(call -> assertThat(call.target().function()).isEqualTo("oracle:7"))
                .satisfies(call -> assertThat(call.input()).hasToString("\"Ada\""));
        assertThat(journal.execution().details().result())
                .as(journal.toString())
                .hasToString("\"oracle:7 TIMED_OUT too slow\"");
    }

    @Test
    void recordsACheckpointOnceAlthoughItsAnswerWasLost() throws Exception {
        var runs = new AtomicInteger();
        serve((name, dc) -> dc.step("count", int.class, runs::incrementAndGet));
        service.next(Fault.BUSY, Fault.ANSWER_LOST);

        invoke();

        assertThat(journal.execution().details().result().text()).isEqualTo("1");
        assertThat(service.requests()).hasSize(3);
        assertThat(runs).hasValue(1);
    }

    @Test
    void answersAFunctionErrorWhenTheServiceIsAway() throws Exception {
        serve((name, dc) -> dc.step("count", int.class, () -> 1));
        service.next(Fault.BUSY, Fault.BUSY, Fault.BUSY);

        var answer = post("greet", ProtocolJson.writeEnvelope(journal.envelope()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("X-Amz-Function-Error")).contains("Unhandled");
        var failure = ProtocolJson.readFunctionError(answer.body());
        assertThat(failure.type()).isEqualTo(CheckpointUnavailable.class.getName());
        assertThat(failure.message()).contains("it answered 503");
    }

    @Test
    void triesForAsLongAsThereIsTimeWhereTheProcessIsStopped() throws Exception {
        service.next(Fault.BUSY, Fault.BUSY, Fault.BUSY, Fault.BUSY, Fault.BUSY, Fault.NOT_FOUND);

        assertThatThrownBy(() -> client.until(Instant.MAX).state("arn", "token", null))
                .isInstanceOf(CheckpointUnavailable.class)
                .hasMessageContaining("answered 404");

        assertThat(service.requests()).as("three would be all, otherwise").hasSize(6);
    }

    @Test
    void givesUpAtOnceWhenThereIsNoTimeLeft() throws Exception {
        service.next(Fault.BUSY);

        assertThatThrownBy(() -> client.until(Instant.EPOCH).state("arn", "token", null))
                .isInstanceOf(CheckpointUnavailable.class)
                .hasMessageContaining("it answered 503");

        assertThat(service.requests()).hasSize(1);
    }

    @Test
    void opensConnectionsAgainAfterTheyWereClosed() throws Exception {
        serve((name, dc) -> dc.step("count", int.class, () -> 1));
        client.close();

        invoke();

        assertThat(journal.execution().details().result().text()).isEqualTo("1");
    }

    @Test
    void doesNotFailAnExecutionForWhatSomebodyElseAnswers() throws Exception {
        serve((name, dc) -> dc.step("count", int.class, () -> 1));
        service.next(Fault.NOT_FOUND);

        assertThat(functionError().message()).contains("answered 404: <h1>Not Found</h1>");

        service.next(Fault.NOT_JSON);
        assertThat(functionError().message()).contains("Expected an answer of the durable protocol");
    }

    @Test
    void stopsAnInvocationThatHasBeenSuperseded() throws Exception {
        serve((name, dc) -> dc.step("count", int.class, () -> 1));
        var old = ProtocolJson.writeEnvelope(journal.envelope());
        invoke();

        var answer = post("greet", old);

        assertThat(ProtocolJson.readFunctionError(answer.body()).type())
                .isEqualTo(StaleCheckpointToken.class.getName());
    }

    @Test
    void readsTheStateThroughHttp() {
        var envelope = journal.envelope();

        assertThat(client.state(envelope.executionArn(), envelope.checkpointToken(), "a/b+c")
                        .operations())
                .isEqualTo(ProtocolJson.readState(ProtocolJson.writeState(journal.state("", "", null)))
                        .operations());
    }

    @Test
    void refusesWhatIsNoInvocation() throws Exception {
        serve((name, dc) -> "unreachable");

        assertThat(post("greet", "{}".getBytes(UTF_8)).statusCode()).isEqualTo(400);
        assertThat(new String(post("greet", "{}".getBytes(UTF_8)).body(), UTF_8))
                .contains("durableExecutionArn");
        var unknown = post("nobody", ProtocolJson.writeEnvelope(journal.envelope()));
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(new String(unknown.body(), UTF_8))
                .contains("Expected one of the functions served here, [greet], but found 'nobody'");
        assertThat(get("/functions/greet/invocations").statusCode()).isEqualTo(405);
        assertThat(get("/somewhere").statusCode()).isEqualTo(404);
    }

    @Test
    void saysThatItIsThere() throws Exception {
        serve((name, dc) -> "unreachable");

        assertThat(new String(get("/health").body(), UTF_8)).isEqualTo("{\"status\":\"UP\",\"functions\":[\"greet\"]}");
    }

    @Test
    void letsAnInvocationEndBeforeItCloses() throws Exception {
        var running = new CountDownLatch(1);
        var finish = new CountDownLatch(1);
        serve((name, dc) -> dc.step("slow", String.class, () -> {
            running.countDown();
            assertThat(finish.await(30, TimeUnit.SECONDS)).isTrue();
            return "done";
        }));
        var answer = CompletableFuture.supplyAsync(this::postUnchecked);
        assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();

        var closing = CompletableFuture.runAsync(host::close);
        while (takesInvocations()) {
            Thread.onSpinWait();
        }
        finish.countDown();

        closing.get(30, TimeUnit.SECONDS);
        assertThat(new String(answer.get(30, TimeUnit.SECONDS).body(), UTF_8)).contains("done");
    }

    @Test
    void interruptsAnInvocationWhoseGraceIsOverAndRecordsNoFailure() throws Exception {
        var running = new CountDownLatch(1);
        host = HttpFunctionHost.start(
                functions((name, dc) -> dc.step("endless", String.class, () -> {
                    running.countDown();
                    new CountDownLatch(1).await();
                    return "unreachable";
                })),
                client,
                HttpHostOptions.loopback(0).grace(Duration.ofMillis(1)));
        var answer = CompletableFuture.supplyAsync(this::postUnchecked).exceptionally(closed -> null);
        assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();

        host.close();

        answer.get(30, TimeUnit.SECONDS);
        assertThat(journal.operations()).as(journal.toString()).hasSize(1);
    }

    @Test
    void findsTheServiceByTheEnvironment() {
        assertThat(Endpoint.of(java.util.Map.of("AWS_ENDPOINT_URL_LAMBDA", "http://127.0.0.1:1/"))
                        .checkpoint("a/b c"))
                .isEqualTo(URI.create("http://127.0.0.1:1/2025-12-01/durable-executions/a%2Fb%20c/checkpoint"));
        assertThatThrownBy(() -> Endpoint.of(java.util.Map.of()))
                .hasMessageContaining("REPRISE_ENDPOINT or AWS_ENDPOINT_URL_LAMBDA, but neither is set");
        assertThatThrownBy(() -> Endpoint.of(java.util.Map.of("REPRISE_ENDPOINT", "localhost")))
                .hasMessageContaining("but found 'localhost'");
    }

    @Test
    void givesUpWithAWordWhenNobodyAnswers() {
        service.close();

        assertThatThrownBy(() -> client.checkpoint("arn", new CheckpointRequest("dA==", null, List.of())))
                .isInstanceOf(CheckpointUnavailable.class)
                .hasMessageContaining("after 3 tries it has not")
                .hasMessageContaining("Is it running, and is the address right?");
    }

    private void serve(DurableFunction<String, Object> function) throws Exception {
        host = HttpFunctionHost.start(functions(function), client, HttpHostOptions.loopback(0));
    }

    private static FunctionHost functions(DurableFunction<String, Object> function) {
        return FunctionHost.builder().function("greet", String.class, function).build();
    }

    private void invoke() throws Exception {
        var answer = post("greet", ProtocolJson.writeEnvelope(journal.envelope()));
        assertThat(answer.headers().firstValue("X-Amz-Function-Error")).isEmpty();
        journal.invoked(ProtocolJson.readOutput(answer.body(), ProtocolLimits.OUTPUT_BYTES)
                .outcome(journal.told()));
    }

    private Failure functionError() throws Exception {
        return ProtocolJson.readFunctionError(
                post("greet", ProtocolJson.writeEnvelope(journal.envelope())).body());
    }

    private boolean takesInvocations() {
        try {
            return get("/health").statusCode() == 200;
        } catch (Exception refused) {
            return false;
        }
    }

    private HttpResponse<byte[]> postUnchecked() {
        try {
            return post("greet", ProtocolJson.writeEnvelope(journal.envelope()));
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private HttpResponse<byte[]> post(String function, byte[] body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(host.target(function))
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private HttpResponse<byte[]> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(host.target("greet").resolve(path)).build(), BodyHandlers.ofByteArray());
    }
}
