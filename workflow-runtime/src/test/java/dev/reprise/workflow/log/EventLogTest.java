package dev.reprise.workflow.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.reprise.workflow.LocalRun;
import dev.reprise.workflow.RetryPolicy;
import dev.reprise.workflow.RuntimeOptions;
import dev.reprise.workflow.StepContext;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class EventLogTest {
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent line) {
            line.prepareForDeferredProcessing(); // or else its context is looked up when it is asked for
            super.append(line);
        }
    };
    private final Logger root = (Logger) LoggerFactory.getLogger("ROOT");

    @BeforeEach
    void listen() {
        root.setLevel(Level.INFO);
        root.detachAndStopAllAppenders();
        lines.start();
        root.addAppender(lines);
    }

    @AfterEach
    void stop() {
        root.detachAppender(lines);
        root.setLevel(Level.WARN);
    }

    @Test
    void aStepIsOneLineWithItsNameAttemptDurationRetriesPositionAndOutcome() {
        var options = RuntimeOptions.DEFAULT.inPlaceLimit(Duration.ZERO).listener(new EventLog());
        var local = LocalRun.of((in, dc) -> {
                    dc.step(
                            "charge",
                            String.class,
                            () -> {
                                if (StepContext.current().attempt() == 1) {
                                    throw new IOException("secret");
                                }
                                return "txn";
                            },
                            RetryPolicy.exponential(2, Duration.ofMinutes(1)));
                    return dc.waitForSignal("review").json();
                })
                .options(options)
                .run()
                .advance(Duration.ofMinutes(2))
                .signal("review", "\"yes\"");

        assertThat(local.resultJson()).isEqualTo("\"\\\"yes\\\"\"");
        assertThat(events("step-ended"))
                .as("%s", all())
                .extracting(m ->
                        List.of(m.get("step"), m.get("attempt"), m.get("retries"), m.get("position"), m.get("outcome")))
                .containsExactly(
                        List.of("charge", "1", "0", "1", "retried"), List.of("charge", "2", "1", "1", "succeeded"));
        assertThat(events("step-ended").getFirst())
                .containsKeys("durationMillis", "executionId", "function")
                .containsEntry("errorType", "java.io.IOException");
        assertThat(events("invocation-started"))
                .extracting(m -> m.get("replayed"))
                .containsExactly("0", "1", "2");
        assertThat(events("invocation-ended"))
                .extracting(m -> m.get("outcome"))
                .containsExactly("suspended", "suspended", "succeeded");
        assertThat(events("wait-ended")).extracting(m -> m.get("kind")).containsExactly("signal");
        assertThat(lines.list.toString()).doesNotContain("secret").doesNotContain("txn");
    }

    @Test
    void whatAStepLogsItselfCarriesExecutionStepAndAttempt() {
        var logger = LoggerFactory.getLogger("user");
        LocalRun.of((in, dc) -> {
                    dc.step("charge", () -> logger.info("charging"));
                    dc.logger().info("charged");
                    return null;
                })
                .run();

        assertThat(said("charging"))
                .containsEntry("step", "charge")
                .containsEntry("attempt", "1")
                .containsKey("executionId");
        assertThat(said("charged")).containsOnlyKeys("executionId");
        assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
    }

    @Test
    void whatTheCallerPutBesideItsLinesIsBesideThoseOfTheFunction() {
        MDC.put("function_request_id", "r-1");
        try {
            LocalRun.of((in, dc) -> {
                        dc.logger().info("running");
                        return null;
                    })
                    .run();
        } finally {
            MDC.remove("function_request_id");
        }

        assertThat(said("running")).containsEntry("function_request_id", "r-1").containsKey("executionId");
    }

    private Map<String, String> said(String text) {
        return lines.list.stream()
                .filter(line -> line.getMessage().equals(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Expected '" + text + "' among " + all()))
                .getMDCPropertyMap();
    }

    private List<Map<String, String>> events(String event) {
        return lines.list.stream()
                .map(ILoggingEvent::getMDCPropertyMap)
                .filter(mdc -> event.equals(mdc.get("event")))
                .toList();
    }

    private List<String> all() {
        return lines.list.stream()
                .map(line -> line.getFormattedMessage() + " " + new TreeMap<>(line.getMDCPropertyMap()))
                .toList();
    }
}
