package dev.reprise.workflow.log;

import dev.reprise.workflow.spi.ExecutionEvent;
import dev.reprise.workflow.spi.ExecutionListener;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Writes one log line for each event, to the logger {@value #LOGGER}: level INFO, and DEBUG for what only begins. Beside a
 * short text a line carries its fields in SLF4J's diagnostic context, which every JSON layout shows as fields and every
 * pattern layout by name: {@code event}, {@code executionId}, {@code function}, {@code step} or {@code operation}, {@code
 * position}, {@code attempt}, {@code retries}, {@code durationMillis}, {@code outcome}, {@code errorType} and more. Numbers
 * are text there.
 */
public final class EventLog implements ExecutionListener {
    /** Whom to ask for these lines, or to silence. */
    public static final String LOGGER = "dev.reprise.events";

    private static final Logger LOG = LoggerFactory.getLogger(LOGGER);

    @Override
    public void on(ExecutionEvent event) {
        switch (event) {
            case ExecutionEvent.InvocationStarted started ->
                write(
                        fields("invocation-started", event).with("replayed", started.recorded()),
                        "Invoked; %d operations are recorded".formatted(started.recorded()));
            case ExecutionEvent.InvocationEnded ended ->
                write(
                        fields("invocation-ended", event)
                                .with("outcome", word(ended.ending()))
                                .with("durationMillis", ended.took().toMillis())
                                .with("errorType", ended.errorType()),
                        "Invocation %s".formatted(word(ended.ending())));
            case ExecutionEvent.StepStarted started -> stepStarted(started);
            case ExecutionEvent.StepEnded ended ->
                write(
                        fields("step-ended", event)
                                .step(ended.step(), ended.attempt())
                                .with("retries", ended.attempt() - 1)
                                .with("durationMillis", ended.took().toMillis())
                                .with("outcome", word(ended.outcome()))
                                .with("errorType", ended.errorType()),
                        "Step %s, attempt %d: %s"
                                .formatted(ended.step().name(), ended.attempt(), word(ended.outcome())));
            case ExecutionEvent.WaitStarted started ->
                write(
                        fields("wait-started", event).operation(started.operation(), word(started.kind())),
                        "Waits for %s %s"
                                .formatted(
                                        word(started.kind()),
                                        started.operation().name()));
            case ExecutionEvent.WaitEnded ended ->
                write(
                        fields("wait-ended", event)
                                .operation(ended.operation(), word(ended.kind()))
                                .with(
                                        "durationMillis",
                                        ended.endedAt().toEpochMilli()
                                                - ended.startedAt().toEpochMilli())
                                .with("outcome", word(ended.status())),
                        "Went on behind %s %s: %s"
                                .formatted(word(ended.kind()), ended.operation().name(), word(ended.status())));
        }
    }

    private static void stepStarted(ExecutionEvent.StepStarted started) {
        if (LOG.isDebugEnabled()) {
            try (var ignored = fields("step-started", started).step(started.step(), started.attempt())) {
                LOG.debug("Step {}, attempt {} begins", started.step().name(), started.attempt());
            }
        }
    }

    private static void write(Fields fields, String text) {
        try (fields) {
            LOG.info(text);
        }
    }

    private static Fields fields(String event, ExecutionEvent of) {
        var invocation = of.invocation();
        return new Fields()
                .with("event", event)
                .with("function", invocation.function())
                .with("executionName", invocation.executionName())
                .with("requestId", invocation.context().requestId());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** Puts fields beside the next log line, and takes them away again. */
    private static final class Fields implements AutoCloseable {
        private final Map<String, @Nullable String> before = new LinkedHashMap<>();

        Fields with(String name, @Nullable Object value) {
            if (value != null) {
                before.putIfAbsent(name, MDC.get(name));
                MDC.put(name, value.toString());
            }
            return this;
        }

        Fields step(ExecutionEvent.Place step, int attempt) {
            return with("step", step.name()).with("position", step.position()).with("attempt", attempt);
        }

        Fields operation(ExecutionEvent.Place operation, String kind) {
            return with("operation", operation.name())
                    .with("position", operation.position())
                    .with("kind", kind);
        }

        @Override
        public void close() {
            before.forEach((name, value) -> {
                if (value == null) {
                    MDC.remove(name);
                } else {
                    MDC.put(name, value);
                }
            });
        }
    }
}
