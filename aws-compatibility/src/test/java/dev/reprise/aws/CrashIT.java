package dev.reprise.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The host of a function is killed while a step runs, and another takes its place. */
@OnReprise
class CrashIT {
    @Test
    void aStepAtLeastOnceRunsAgain(Lab lab) {
        var execution = crash(lab, "crashAtLeastOnce");

        assertThat(execution.result()).isEqualTo("\"another process\"");
        var history = execution.history();
        assertThat(history.hasFailedInvocation()).as("%s", history).isTrue();
        history.tells("""
                ExecutionStarted
                StepStarted before
                StepSucceeded before %s
                StepStarted risky
                StepSucceeded risky "done"
                ExecutionSucceeded "another process"
                """.formatted(execution
                .event("StepSucceeded", "before")
                .details()
                .path("Result")
                .path("Payload")
                .asText()));
    }

    @Test
    void aStepAtMostOnceCountsAsAFailedAttempt(Lab lab) {
        var execution = crash(lab, "crashAtMostOnce");

        assertThat(execution.result()).isEqualTo("\"done\"");
        var history = execution.history();
        assertThat(history.hasFailedInvocation()).as("%s", history).isTrue();
        history.tells("""
                ExecutionStarted
                StepStarted risky
                StepFailed risky StepInterruptedError: The step execution process was initiated but failed to reach completion due to an interruption. (attempt 1, again after 1 s)
                StepStarted risky
                StepSucceeded risky "done" (attempt 2)
                ExecutionSucceeded "done"
                """);
    }

    /** Starts an execution on a host that is killed while the step 'risky' runs, and starts the host again. */
    private static Execution crash(Lab lab, String handler) {
        Execution execution;
        int port;
        try (var host = lab.startHost(0, Map.of("FIRST_RUN", "true"), handler)) {
            port = host.port();
            lab.rest().register(handler, "{\"target\":\"%s\"}".formatted(host.target(handler)));
            execution = lab.startFunction(handler, "{}");
            host.process().awaitLine("stuck");
            execution.event("StepStarted", "risky");
            host.process().kill();
        }
        lab.closeWithLab(lab.startHost(port, Map.of("FIRST_RUN", "false"), handler + "-again"));
        return execution;
    }
}
