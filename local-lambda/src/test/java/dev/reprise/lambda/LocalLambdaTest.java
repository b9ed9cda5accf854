package dev.reprise.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LocalLambdaTest {
    private static final String NAME = "loop";

    private final LocalLambda lambda = LocalLambda.start();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        lambda.close();
        http.close();
    }

    private static LambdaFunction loop(String... arguments) {
        var command = new ArrayList<>(JavaRuntime.command(
                List.of("-XX:TieredStopAtLevel=1"),
                Path.of("target", "test-classes").toAbsolutePath(),
                Loop.class));
        command.addAll(List.of(arguments));
        return new LambdaFunction(
                NAME, new FunctionRuntime.Command(command, Path.of("target"), Map.of(), Path.of("target", "loop.log")));
    }

    private CompletableFuture<HttpResponse<String>> send(String function, String payload) {
        var address = URI.create(lambda.endpoint() + "/2015-03-31/functions/%s/invocations".formatted(function));
        return http.sendAsync(
                HttpRequest.newBuilder(address)
                        .header("X-Amzn-Trace-Id", "Root=1-2-3")
                        .POST(BodyPublishers.ofString(payload))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> invoke(String payload) {
        return send(NAME, payload).join();
    }

    @Test
    void handsAnInvocationOnAndTheAnswerBackAndUsesTheProcessAgain() {
        var arn = lambda.create(loop());

        assertThat(invoke("1").body()).isEqualTo("[1]");
        var process = lambda.processes(NAME);
        assertThat(send(arn.replace(":", "%3A"), "\"headers\"").join().body()).isEqualTo(arn + " Root=1-2-3 true");
        assertThat(lambda.processes(NAME)).hasSize(1).isEqualTo(process);
    }

    @Test
    void aFunctionThatFailsIsAFunctionError() {
        lambda.create(loop());

        var answer = invoke("\"fail\"");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("X-Amz-Function-Error")).hasValue("Unhandled");
        assertThat(answer.body()).isEqualTo("{\"errorType\":\"Broken\"}");
    }

    @Test
    void aProcessThatEndsIsReportedAndReplaced() {
        lambda.create(loop());

        assertThat(invoke("\"exit\"").body())
                .contains("\"Runtime.ExitError\"", "Runtime exited with error: exit status 3");
        assertThat(invoke("2").body()).isEqualTo("[2]");
        assertThat(lambda.reports(NAME)).extracting(Report::processId).doesNotHaveDuplicates();
    }

    @Test
    void aProcessThatTakesTooLongIsStopped() {
        lambda.create(loop().timeout(Duration.ofSeconds(1)));

        assertThat(invoke("\"hang\"").body()).contains("\"Sandbox.Timedout\"", "Task timed out after 1.00 seconds");
        assertThat(lambda.processes(NAME)).isEmpty();
    }

    @Test
    void whatIsMoreThanMayRunAtOnceIsThrottled() {
        lambda.create(loop().concurrency(1));
        var first = send(NAME, "\"hang\"");
        while (lambda.processes(NAME).isEmpty()) {
            Thread.onSpinWait();
        }

        var second = invoke("2");

        assertThat(second.statusCode()).isEqualTo(429);
        assertThat(second.headers().firstValue("x-amzn-ErrorType")).hasValue("TooManyRequestsException");
        lambda.kill(NAME);
        assertThat(first.join().body()).contains("signal: killed");
    }

    @Test
    void aProcessThatCannotBeginSaysWhy() {
        lambda.create(loop("NoSettings"));

        assertThat(invoke("1").body()).isEqualTo("{\"errorType\":\"NoSettings\"}");
    }

    @Test
    void aFunctionThatIsNotThereIsNotFound() {
        assertThat(invoke("1").statusCode()).isEqualTo(404);
    }
}
