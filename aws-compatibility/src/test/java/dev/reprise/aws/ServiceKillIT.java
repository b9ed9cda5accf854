package dev.reprise.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The service is killed while handlers run on it, and started again on the same data. */
@OnReprise
class ServiceKillIT {
    private static final int EXECUTIONS = 8;
    private static final int STEPS = 40;

    @Test
    void executionsGoOnAndEachStepIsRecordedOnce(NodeJs node) {
        try (var lab = Lab.start(node, "service-kill")) {
            var executions = new ArrayList<Execution>();
            for (int i = 0; i < EXECUTIONS; i++) {
                executions.add(lab.start("stepsUnhurried", "{\"steps\":%d,\"pauseMillis\":100}".formatted(STEPS)));
            }
            executions.forEach(execution -> execution.event("StepSucceeded", "step-3"));

            lab.killAndStartService();

            executions.forEach(ServiceKillIT::requireWhole);
            assertThat(executions)
                    .as("some of them ran when the service was killed")
                    .anyMatch(execution -> execution.history().hasFailedInvocation());
        }
    }

    private static void requireWhole(Execution execution) {
        var steps = IntStream.range(0, STEPS).boxed().toList();
        assertThat(execution.result()).isEqualTo(steps.toString().replace(" ", ""));
        execution.history().tells("""
                ExecutionStarted
                %s
                ExecutionSucceeded %s
                """.formatted(
                String.join("\n", steps.stream().map(ServiceKillIT::step).toList()),
                Event.abbreviated(execution.result())));
    }

    private static String step(int number) {
        return String.join(
                "\n", List.of("StepStarted step-" + number, "StepSucceeded step-%d %d".formatted(number, number)));
    }
}
