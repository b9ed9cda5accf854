package dev.reprise.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.gateway.application.FunctionTarget;
import dev.reprise.gateway.application.RegisteredFunction;
import dev.reprise.workflow.host.FunctionHost;
import dev.reprise.workflow.http.HttpCheckpointClient;
import dev.reprise.workflow.protocol.InvocationEnvelope;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long a function may take. */
class InvokerTest {
    private static final InvocationContext CONTEXT =
            new InvocationContext("request-1", Instant.EPOCH, "arn:slow", null, null);

    @Test
    void aFunctionThatTakesTooLongHasTimedOutInLambdasWords() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var unused = new HttpCheckpointClient(URI.create("http://127.0.0.1:1"))) {
            var none = new InProcessFunctions(FunctionHost.builder().build(), unused);
            var target = FunctionTarget.parse("http://127.0.0.1:" + silent.getLocalPort() + "/");
            var answer = new Invoker(none, new HttpFunctions(), new LambdaFunctions(null))
                    .invoke(
                            hurried(target),
                            new InvocationEnvelope("arn", "token", List.of(), null, List.of()),
                            CONTEXT);

            assertThat(answer).isInstanceOf(FunctionAnswer.Crashed.class);
            assertThat(((FunctionAnswer.Crashed) answer).failure().type()).isEqualTo("Sandbox.Timedout");
        }
    }

    private static RegisteredFunction hurried(FunctionTarget target) {
        var usual = RegisteredFunction.durable("slow", target);
        return new RegisteredFunction(
                usual.name(),
                usual.version(),
                usual.target(),
                usual.durable(),
                usual.terms(),
                usual.maxConcurrency(),
                Duration.ofSeconds(1));
    }
}
