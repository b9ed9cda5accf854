package dev.reprise.workflow.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.testkit.Crashes;
import dev.reprise.testkit.LocalFunction;
import dev.reprise.workflow.DurableContext;
import dev.reprise.workflow.DurableFunction;
import dev.reprise.workflow.FunctionDefinition;
import dev.reprise.workflow.RetryPolicy;
import dev.reprise.workflow.RuntimeOptions;
import dev.reprise.workflow.StepContext;
import dev.reprise.workflow.TypeRef;
import dev.reprise.workflow.protocol.TraceContext;
import dev.reprise.workflow.spi.ExecutionEvent;
import dev.reprise.workflow.spi.InvocationContext;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TracingListenerTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final OpenTelemetrySdk telemetry = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                    .build())
            .build();
    private final TracingListener listener = new TracingListener(telemetry);

    private LocalFunction<String, String> function(DurableFunction<String, String> code) {
        return LocalFunction.of(FunctionDefinition.of("order", TypeRef.of(String.class), code))
                .startingAt(START)
                .options(RuntimeOptions.DEFAULT.inPlaceLimit(Duration.ZERO).listener(listener));
    }

    private String order(String input, DurableContext dc) {
        dc.step(
                "charge",
                () -> telemetry
                        .getTracer("user")
                        .spanBuilder("query")
                        .startSpan()
                        .end());
        dc.waitForSignal("review");
        dc.step("ship", () -> {});
        return input;
    }

    @Test
    void anOrderThatSuspendsIsOneTraceWithOneSpanForEachStep() {
        var execution = function(this::order).start("o-1");
        execution.advance(Duration.ofHours(2));
        execution.signal("review", "approve");

        var executionId = span("charge").getAttributes().get(AttributeKey.stringKey("reprise.execution.id"));
        var root = TraceContext.ofExecution(executionId, START, null);
        assertThat(exporter.getFinishedSpanItems())
                .extracting(SpanData::getName)
                .containsExactly("query", "step charge", "signal review", "step ship");
        assertThat(exporter.getFinishedSpanItems())
                .extracting(SpanData::getTraceId)
                .containsOnly(root.traceId());
        assertThat(span("charge").getParentSpanId()).isEqualTo(root.spanId());
        assertThat(span("signal review").getParentSpanId()).isEqualTo(root.spanId());
        assertThat(span("query").getParentSpanId())
                .isEqualTo(span("charge").getSpanContext().getSpanId());
        assertThat(took(span("signal review"))).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void aReplayMakesNoSecondSpan() {
        var execution = function(this::order).start("o-1");
        execution.signal("review", "approve");
        exporter.reset();

        execution.replay();

        assertThat(names()).isEmpty();
    }

    @Test
    void aStepThatIsMadeAgainAfterACrashHasASpanForEachTime() {
        function(this::order)
                .crashing(Crashes.beforeRecording("charge"))
                .start("o-1")
                .signal("review", "approve");

        assertThat(exporter.getFinishedSpanItems())
                .filteredOn(span -> span.getName().equals("step charge"))
                .extracting(span -> span.getAttributes().get(AttributeKey.stringKey("reprise.outcome")))
                .containsExactly("unrecorded", "succeeded");
    }

    @Test
    void aRetryIsLinkedToTheAttemptBeforeIt() {
        var options = RuntimeOptions.DEFAULT.listener(listener);
        LocalFunction.of(FunctionDefinition.of(
                        "order",
                        TypeRef.of(String.class),
                        (String in, DurableContext dc) -> dc.step(
                                "charge",
                                String.class,
                                () -> {
                                    if (StepContext.current().attempt() == 1) {
                                        throw new IOException("secret");
                                    }
                                    return "txn";
                                },
                                RetryPolicy.exponential(2, Duration.ofSeconds(1))
                                        .jitter(0))))
                .options(options)
                .start("o-1");

        var attempts = exporter.getFinishedSpanItems();
        assertThat(attempts).extracting(SpanData::getName).containsExactly("step charge", "step charge");
        var first = attempts.getFirst();
        assertThat(first.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(first.getAttributes().get(AttributeKey.stringKey("error.type")))
                .isEqualTo("java.io.IOException");
        assertThat(attempts.getLast().getLinks())
                .extracting(link -> link.getSpanContext().getSpanId())
                .containsExactly(first.getSpanContext().getSpanId());
        assertThat(attempts.toString()).doesNotContain("secret");
    }

    @Test
    void whatTheServiceTellsIsTheParentAndWhetherToRecord() {
        var told = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-";
        step(told + "01");
        step(told + "00");

        assertThat(names()).containsExactly("step charge");
        assertThat(span("charge").getTraceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(span("charge").getParentSpanId()).isEqualTo("b7ad6b7169203331");
    }

    private void step(String traceParent) {
        var context = new InvocationContext("r-1", traceParent, null);
        var invocation = new ExecutionEvent.Invocation("order", "id", "name", Instant.EPOCH, context);
        var step = new ExecutionEvent.Place("charge", "1");
        listener.on(new ExecutionEvent.InvocationStarted(invocation, Instant.EPOCH, 0));
        listener.on(new ExecutionEvent.StepStarted(invocation, step, 1, Instant.EPOCH));
        listener.on(new ExecutionEvent.StepEnded(
                invocation, step, 1, Instant.EPOCH, Duration.ZERO, ExecutionEvent.StepOutcome.SUCCEEDED, null));
        listener.on(new ExecutionEvent.InvocationEnded(
                invocation, Instant.EPOCH, Duration.ZERO, ExecutionEvent.Ending.SUSPENDED, null));
    }

    private static Duration took(SpanData span) {
        return Duration.ofNanos(span.getEndEpochNanos() - span.getStartEpochNanos());
    }

    private List<String> names() {
        return exporter.getFinishedSpanItems().stream().map(SpanData::getName).collect(Collectors.toList());
    }

    private SpanData span(String name) {
        return exporter.getFinishedSpanItems().stream()
                .filter(span -> span.getName().endsWith(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Expected a span " + name + " among " + names()));
    }
}
