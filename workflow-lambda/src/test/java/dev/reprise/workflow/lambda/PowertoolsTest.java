package dev.reprise.workflow.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reprise.workflow.DurableContext;
import dev.reprise.workflow.RuntimeOptions;
import dev.reprise.workflow.host.FunctionHost;
import dev.reprise.workflow.log.EventLog;
import dev.reprise.workflow.protocol.CheckpointRequest;
import dev.reprise.workflow.protocol.CheckpointResponse;
import dev.reprise.workflow.protocol.StatePage;
import dev.reprise.workflow.spi.CheckpointClient;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Logger;
import org.jboss.logmanager.formatters.JsonFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/** Powertools for AWS Lambda around the handler, as docs/observability.md says. */
class PowertoolsTest {
    private static final String EXECUTION = "0001-018f2c2e-7d0a-7c1e-9f0a-3b1d5e7f9a11";

    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private final ExtHandler handler = new ExtHandler() {
        private final JsonFormatter json = new JsonFormatter();

        @Override
        protected void doPublish(ExtLogRecord line) {
            lines.add(json.format(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        Logger.getLogger("").addHandler(handler);
    }

    @AfterEach
    void stop() {
        Logger.getLogger("").removeHandler(handler);
    }

    /** What an application writes. */
    private record WithPowertools(DurableHandler durable) implements RequestStreamHandler {
        @Override
        public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
            PowertoolsLogging.initializeLogging(context);
            try {
                durable.handleRequest(event, answer, context);
            } finally {
                PowertoolsLogging.clearState(true);
            }
        }
    }

    @Test
    void aLineOfTheFunctionCarriesBothTheExecutionAndTheRequest() throws Exception {
        var answer = handle((input, dc) -> {
            dc.logger().info("working");
            LoggerFactory.getLogger("user").info("an ordinary logger");
            return input;
        });

        assertThat(answer).contains("SUCCEEDED");
        for (var text : List.of("working", "an ordinary logger")) {
            var mdc = said(text).get("mdc");
            assertThat(mdc.path("executionId").asText()).isEqualTo(EXECUTION);
            assertThat(mdc.path("function_request_id").asText()).isEqualTo("request-1");
            assertThat(mdc.path("function_name").asText()).isEqualTo("order");
        }
        assertThat(MDC.get("function_request_id")).isNull();
    }

    @Test
    void anEventNamesTheSameRequestAsPowertools() throws Exception {
        handle((input, dc) -> input);

        var mdc = said("Invocation succeeded").get("mdc");
        assertThat(mdc.path("requestId").asText()).isEqualTo("request-1");
        assertThat(mdc.path("function_request_id").asText()).isEqualTo("request-1");
    }

    private interface Code {
        String run(String input, DurableContext dc);
    }

    private static String handle(Code code) throws IOException {
        var functions = FunctionHost.builder()
                .options(RuntimeOptions.DEFAULT.listener(new EventLog()))
                .function("order", String.class, (String input, DurableContext dc) -> code.run(input, dc))
                .build();
        var answer = new ByteArrayOutputStream();
        var service = new Unasked();
        var settings = new Usual();
        var function = new HandledFunction(functions, service, settings, call -> call);
        new WithPowertools(new DurableHandler(function, new TaskBatch(function, service), settings))
                .handleRequest(event(), answer, context());
        return answer.toString(StandardCharsets.UTF_8);
    }

    private static InputStream event() {
        return new ByteArrayInputStream("""
                {"DurableExecutionArn":"arn:aws:lambda:us-east-1:000000000000:function:order:$LATEST/durable-execution/n/%s",
                 "CheckpointToken":"dG9rZW4=",
                 "InitialExecutionState":{"Operations":[{"Id":"e","Type":"EXECUTION","Status":"STARTED",
                   "StartTimestamp":1772366400000,"ExecutionDetails":{"InputPayload":"\\"in\\""}}]}}
                """.formatted(EXECUTION).getBytes(StandardCharsets.UTF_8));
    }

    private static Context context() {
        return (Context) Proxy.newProxyInstance(
                PowertoolsTest.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> {
                    return switch (method.getName()) {
                        case "getAwsRequestId" -> "request-1";
                        case "getFunctionName" -> "order";
                        case "getFunctionVersion" -> "1";
                        case "getInvokedFunctionArn" -> "arn:aws:lambda:us-east-1:000000000000:function:order";
                        case "getMemoryLimitInMB" -> 1024;
                        case "getRemainingTimeInMillis" -> 60_000;
                        default -> null;
                    };
                });
    }

    private JsonNode said(String text) throws IOException {
        for (var line : List.copyOf(lines)) {
            var json = new ObjectMapper().readTree(line);
            if (json.path("message").asText().equals(text)) {
                return json;
            }
        }
        throw new AssertionError("Expected '" + text + "' among " + lines);
    }

    /** A function without steps asks nothing of its journal. */
    private static final class Unasked implements CheckpointClient {
        @Override
        public CheckpointResponse checkpoint(String executionArn, CheckpointRequest request) {
            throw new AssertionError("Expected no checkpoint, but found " + request);
        }

        @Override
        public StatePage state(String executionArn, String checkpointToken, String marker) {
            throw new AssertionError("Expected the state to be complete");
        }
    }

    private static final class Usual implements LambdaConfig {
        @Override
        public Optional<String> function() {
            return Optional.empty();
        }

        @Override
        public Duration leaveBefore() {
            return Duration.ofSeconds(1);
        }
    }
}
