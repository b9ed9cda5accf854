package dev.reprise.examples.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.lambda.JavaRuntime;
import dev.reprise.lambda.LambdaFunction;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Functions that take too long, have too little memory, or answer nonsense: what the caller sees, and how it goes on. */
@OnOrderLab
class TroubleInLambdaIT {
    private static final Duration SHORT = Duration.ofSeconds(4);

    private final OrderLab lab;

    TroubleInLambdaIT(OrderLab lab) {
        this.lab = lab;
    }

    @Test
    void aStepThatOutlastsTheDeadlineIsCutOffInTimeAndMadeAgainInTheSameProcess() throws Exception {
        var function = lab.deploy(new LambdaFunction("slow-step", lab.java("slow-step"))
                .timeout(SHORT)
                .concurrency(1));
        lab.warm(function);
        var process = lab.lambda.processes(function);
        var charge = lab.effects.delayNext();

        var id = lab.order(function);
        charge.awaitBegun();
        lab.node.await("the invocation has failed", () -> lab.hasFailed(id));
        charge.end();
        lab.approve(id);

        lab.requireFulfilled(function, id);
        assertThat(lab.outcomes(function))
                .as(lab.told(function, id))
                .anyMatch(outcome -> outcome.startsWith("failed") && outcome.contains("InvocationInterrupted"));
        assertThat(lab.lambda.processes(function)).isEqualTo(process);
    }

    @Test
    void aProcessThatStandsStillIsStoppedByLambdaAndAnotherTakesItsPlace() throws Exception {
        var function = lab.deploy(
                new LambdaFunction("stuck", lab.java("stuck")).timeout(SHORT).concurrency(1));
        lab.warm(function);
        var charge = lab.effects.delayNext();

        var id = lab.order(function);
        charge.awaitBegun();
        for (var process : lab.lambda.processes(function)) {
            freeze(process);
        }
        charge.end();
        lab.approve(id);

        lab.requireFulfilled(function, id);
        assertThat(lab.journal(id)).contains("Sandbox.Timedout", "Task timed out after 4.00 seconds");
    }

    private static void freeze(long process) throws IOException, InterruptedException {
        var frozen = new ProcessBuilder("kill", "-STOP", Long.toString(process)).start();
        assertThat(frozen.waitFor()).as("kill -STOP").isZero();
    }

    @Test
    void aFunctionThatRunsOutOfMemoryEndsAndTheNextOrderHasANewProcess() {
        var function = lab.deploy(new LambdaFunction("small", lab.java("small", "-Xmx26m")).concurrency(1));
        lab.warm(function);
        var process = lab.lambda.processes(function);

        var tooLarge = lab.start(
                function, "{\"id\":\"%s\",\"cardToken\":\"tok_visa\",\"total\":1}".formatted("x".repeat(5_500_000)));
        lab.node.await("the invocation has failed", () -> lab.hasFailed(tooLarge));
        lab.node.ok("POST", "/api/v1/executions/" + tooLarge + "/stop", "{}");
        var next = lab.order(function);
        lab.approve(next);

        lab.requireFulfilled(function, next);
        assertThat(lab.outcomes(function))
                .anyMatch(outcome -> outcome.startsWith("failed") && outcome.contains("OutOfMemoryError"));
        assertThat(lab.lambda.processes(function)).doesNotContainAnyElementsOf(process);
    }

    /** As AWS judges it: asking again would not help. */
    @Test
    void anAnswerThatIsNoneFailsTheExecutionWithASentence() {
        var nonsense = JavaRuntime.command(
                List.of("-XX:TieredStopAtLevel=1"),
                Path.of("target", "test-classes").toAbsolutePath(),
                Nonsense.class);
        var function = lab.deploy(new LambdaFunction("nonsense", lab.command("nonsense", nonsense)));

        var id = lab.order(function);
        var result = lab.node.send("GET", "/api/v1/executions/%s/result?waitSeconds=60".formatted(id), "");

        assertThat(result.statusCode()).as(lab.told(function, id)).isEqualTo(409);
        assertThat(result.body()).contains("Invalid Status in invocation output.");
        assertThat(lab.outcomes(function)).containsExactly("returned " + Nonsense.ANSWER);
    }

    @Test
    void anAnswerThatIsTooLargeForLambdaIsAFailedInvocation() {
        var nonsense = JavaRuntime.command(
                List.of("-XX:TieredStopAtLevel=1"),
                Path.of("target", "test-classes").toAbsolutePath(),
                Nonsense.class);
        var large = lab.command("too-much", nonsense).with("TIMES", "200000");
        var function = lab.deploy(new LambdaFunction("too-much", large));

        var id = lab.order(function);
        lab.node.await("the invocation has failed", () -> lab.hasFailed(id));
        lab.deploy(new LambdaFunction("too-much", lab.java("too-much")));
        lab.approve(id);

        lab.requireFulfilled(function, id);
        assertThat(lab.journal(id)).contains("Function.ResponseSizeTooLarge");
    }

    @Test
    void aFunctionWithoutTheServicesAddressSaysWhatIsMissingWhenItStarts() {
        var function = lab.deploy(new LambdaFunction(
                "homeless", lab.java("homeless").with("REPRISE_ENDPOINT", "").with("AWS_ENDPOINT_URL_LAMBDA", "")));

        var id = lab.order(function);
        lab.node.await("the invocation has failed", () -> lab.hasFailed(id));
        lab.node.ok("POST", "/api/v1/executions/" + id + "/stop", "{}");

        assertThat(lab.outcomes(function).getFirst()).startsWith("failed").contains("initialization failed");
        assertThat(lab.lambda.said(function)).contains("Expected reprise.endpoint to be the service's address");
    }
}
