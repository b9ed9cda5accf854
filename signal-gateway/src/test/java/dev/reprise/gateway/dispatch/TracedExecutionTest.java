package dev.reprise.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import dev.reprise.core.ExecutionId;
import dev.reprise.core.InvalidValue;
import dev.reprise.core.Payload;
import dev.reprise.core.SignalName;
import dev.reprise.core.state.ExecutionStatus;
import dev.reprise.core.state.Lane;
import dev.reprise.gateway.FoldedJournal;
import dev.reprise.gateway.Functions;
import dev.reprise.gateway.LambdaStandIn;
import dev.reprise.gateway.application.CallTargets;
import dev.reprise.gateway.application.Caller;
import dev.reprise.gateway.application.Checkpoint;
import dev.reprise.gateway.application.ExecutionEnds;
import dev.reprise.gateway.application.FunctionTarget;
import dev.reprise.gateway.application.RegisteredFunction;
import dev.reprise.gateway.application.RunningInvocations;
import dev.reprise.gateway.application.SendSignal;
import dev.reprise.gateway.application.StartExecution;
import dev.reprise.gateway.application.StartOutcome;
import dev.reprise.gateway.application.StatePages;
import dev.reprise.gateway.application.TaskQueue;
import dev.reprise.gateway.lambda.ExecutionArns;
import dev.reprise.gateway.metrics.GatewayMetrics;
import dev.reprise.gateway.tokens.Seal;
import dev.reprise.gateway.tracing.DerivedIds;
import dev.reprise.gateway.tracing.Tracing;
import dev.reprise.workflow.DurableContext;
import dev.reprise.workflow.RuntimeOptions;
import dev.reprise.workflow.host.FunctionHost;
import dev.reprise.workflow.opentelemetry.TracingListener;
import dev.reprise.workflow.protocol.TraceContext;
import dev.reprise.workflow.protocol.TraceHeader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** What an execution leaves in the tracing of whoever operates it, over the real fold. */
class TracedExecutionTest {
    private static final Duration A_MINUTE = Duration.ofSeconds(60);
    private static final String CALLER = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final DerivedIds ids = new DerivedIds();
    private final OpenTelemetrySdk telemetry = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .setIdGenerator(ids)
                    .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                    .build())
            .build();

    private final JournalEvents events = new JournalEvents();
    private final FoldedJournal journal = new FoldedJournal(events);
    private final Functions functions = Functions.inProcess("order", "label");
    private final RunningInvocations running = new RunningInvocations();
    private final Patience patience = new Patience();
    private final ExecutionEnds ends = new ExecutionEnds(journal);

    private void serve(Tracing tracing) {
        serve(tracing, new LambdaFunctions(null));
    }

    private void serve(Tracing tracing, LambdaFunctions lambda) {
        var seal = new Seal(List.of(new byte[32]));
        var metrics = new GatewayMetrics(new SimpleMeterRegistry(), running);
        var checkpoint = new Checkpoint(journal, seal, running);
        var pages = new StatePages(journal, seal);
        var host = FunctionHost.builder()
                .options(RuntimeOptions.DEFAULT.inPlaceLimit(Duration.ZERO).listener(new TracingListener(telemetry)))
                .function("order", String.class, TracedExecutionTest::order)
                .function("label", String.class, (String in, DurableContext dc) -> in)
                .build();
        var targets = new CallTargets(functions, "us-east-1", "000000000000");
        Dispatching.begin(
                events,
                journal,
                functions,
                new InProcessFunctions(host, new InProcessCheckpoints(checkpoint, pages, targets, metrics)),
                lambda,
                TaskQueue.NONE,
                pages,
                seal,
                running,
                new ExecutionArns("us-east-1", "000000000000"),
                patience,
                metrics,
                tracing);
    }

    private static String order(String input, DurableContext dc) {
        dc.step("charge", () -> {});
        var review = dc.waitForSignal("review").as(String.class);
        dc.step("ship", () -> {});
        return review.equals("label") ? dc.invoke("print", "label", String.class, input) : input;
    }

    private Tracing on() {
        return Tracing.on(telemetry, ids, 1);
    }

    @AfterEach
    void stop() {
        patience.close();
    }

    @Test
    void anOrderThatSuspendsAndIsSignalledIsOneTraceWithTheRightParents() {
        serve(on());
        var id = start("order", null);
        signal(id, "approve");
        var root = TraceContext.ofExecution(id.toString(), journal.execution(id).startedAt(), null);

        var spans = spans(6);

        assertThat(spans)
                .extracting(SpanData::getName)
                .containsExactlyInAnyOrder(
                        "step charge", "invoke order", "signal review", "step ship", "invoke order", "execution order");
        assertThat(spans).extracting(SpanData::getTraceId).containsOnly(root.traceId());
        var execution = span("execution order");
        assertThat(execution.getSpanId()).isEqualTo(root.spanId());
        assertThat(execution.getParentSpanContext().isValid()).isFalse();
        assertThat(execution.getStartEpochNanos())
                .isEqualTo(journal.execution(id).startedAt().toEpochMilli() * 1_000_000);
        var invocations = spans.stream()
                .filter(span -> span.getName().equals("invoke order"))
                .toList();
        assertThat(invocations).extracting(SpanData::getParentSpanId).containsOnly(root.spanId());
        assertThat(List.of(
                        span("step charge").getParentSpanId(), span("step ship").getParentSpanId()))
                .containsExactly(
                        invocations.getFirst().getSpanId(),
                        invocations.getLast().getSpanId());
        assertThat(span("signal review").getParentSpanId()).isEqualTo(root.spanId());
    }

    @Test
    void anExecutionJoinsItsCallersTrace() {
        serve(on());
        signal(start("order", CALLER), "approve");

        var execution = span(6, "execution order");

        assertThat(execution.getTraceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(execution.getParentSpanId()).isEqualTo("b7ad6b7169203331");
        assertThat(spans(6)).extracting(SpanData::getTraceId).containsOnly(execution.getTraceId());
    }

    @Test
    void whatACallerDoesNotRecordIsNotRecordedHere() {
        serve(on());
        var id = start("order", CALLER.substring(0, CALLER.length() - 1) + "0");
        signal(id, "approve");

        assertThat(exporter.getFinishedSpanItems()).isEmpty();
    }

    @Test
    void whatIsNotChosenIsNotRecordedAnywhere() {
        serve(Tracing.on(telemetry, ids, 0));
        signal(start("order", null), "approve");

        assertThat(exporter.getFinishedSpanItems()).isEmpty();
    }

    @Test
    void aShareThatIsNoneIsRefused() {
        assertThatThrownBy(() -> Tracing.on(telemetry, ids, 5))
                .isInstanceOf(InvalidValue.class)
                .hasMessage("Expected reprise.tracing.share to be from 0 to 1, but found 5.0");
    }

    @Test
    void aCalledFunctionIsBelowTheExecutionThatCalls() {
        serve(on());
        var id = start("order", null);
        signal(id, "label");

        var called = span(10, "execution label");

        assertThat(called.getTraceId()).isEqualTo(span("execution order").getTraceId());
        assertThat(called.getParentSpanId()).isEqualTo(span("execution order").getSpanId());
    }

    @Test
    void aFunctionOverHttpIsToldItsPlaceInBothFormats() throws Exception {
        var seen = new LinkedBlockingQueue<Headers>();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange, seen));
        server.start();
        try {
            var uri = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
            functions.put(RegisteredFunction.durable("remote", FunctionTarget.parse(uri)));
            serve(on());
            ended(start("remote", null));

            var told = seen.poll(1, TimeUnit.MINUTES);
            var invocation = span(2, "invoke remote");
            var place = new TraceContext(invocation.getTraceId(), invocation.getSpanId(), true).traceParent();
            assertThat(told.getFirst("traceparent")).isEqualTo(place);
            assertThat(told.getFirst("X-Amzn-Trace-Id")).isEqualTo(TraceHeader.ofTraceParent(place));
            assertThat(told.getFirst("Lambda-Runtime-Trace-Id")).isEqualTo(TraceHeader.ofTraceParent(place));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aFunctionInLambdaIsToldItsPlaceAsXRayWritesIt() {
        var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDTEST", "secret"));
        try (var standIn = LambdaStandIn.start();
                var lambda = new LambdaFunctions(
                        new LambdaClients(standIn.endpoint(), credentials), InstantSource.system())) {
            standIn.otherwise(call -> new LambdaStandIn.Answer(
                    200, Map.of(), "{\"Status\":\"SUCCEEDED\"}".getBytes(StandardCharsets.UTF_8)));
            functions.put(RegisteredFunction.durable(
                    "away", FunctionTarget.parse("lambda:arn:aws:lambda:eu-west-1:123456789012:function:away:live")));
            serve(on(), lambda);
            ended(start("away", null));

            var invocation = span(2, "invoke away");
            assertThat(standIn.calls().getFirst().header("X-Amzn-Trace-Id"))
                    .isEqualTo(TraceHeader.ofTraceParent(
                            new TraceContext(invocation.getTraceId(), invocation.getSpanId(), true).traceParent()));
        }
    }

    private static void answer(com.sun.net.httpserver.HttpExchange exchange, LinkedBlockingQueue<Headers> seen)
            throws IOException {
        try (exchange) {
            seen.add(exchange.getRequestHeaders());
            exchange.getRequestBody().readAllBytes();
            var body = "{\"Status\":\"SUCCEEDED\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private ExecutionId start(String function, String traceParent) {
        var request = new StartExecution.Request(
                function, RegisteredFunction.LATEST, null, Payload.of("\"in\""), new Caller(traceParent, null));
        return ((StartOutcome.Started) new StartExecution(journal, functions).start(request)).execution();
    }

    private void signal(ExecutionId id, String content) {
        await(() -> journal.execution(id).lane().invocation() == Lane.Invocation.IDLE);
        new SendSignal(journal).send(id, new SignalName("review"), null, Payload.of("\"" + content + "\""));
        ended(id);
    }

    private void ended(ExecutionId id) {
        var end = ends.await(id, A_MINUTE);
        assertThat(end.status()).as("%s", journal).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    /** Spans are written a moment after what they tell of. */
    private List<SpanData> spans(int expected) {
        await(() -> exporter.getFinishedSpanItems().size() >= expected);
        return exporter.getFinishedSpanItems();
    }

    private SpanData span(int expected, String name) {
        spans(expected);
        return span(name);
    }

    private SpanData span(String name) {
        return exporter.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Expected " + name + " in " + exporter.getFinishedSpanItems()));
    }

    private void await(java.util.function.BooleanSupplier condition) {
        long deadline = System.nanoTime() + A_MINUTE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as("%s%n%s", journal, exporter.getFinishedSpanItems())
                    .isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
