package dev.reprise.examples.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.lambda.LambdaFunction;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The service invokes the function, which does not reach the service: a broken network, or a wrong address. */
@OnOrderLab
class UnreachableServiceIT {
    private final OrderLab lab;

    UnreachableServiceIT(OrderLab lab) {
        this.lab = lab;
    }

    @Test
    void aCheckpointIsTriedUntilTheServiceIsThereAgainWithinOneInvocation() throws Exception {
        try (var door = new Door(lab.node.address())) {
            var function = lab.deploy(new LambdaFunction(
                            "cut-off",
                            lab.java("cut-off")
                                    .with("REPRISE_ENDPOINT", door.address().toString()))
                    .timeout(Duration.ofMinutes(2)));
            var charge = lab.effects.delayNext();
            var id = lab.order(function);
            charge.awaitBegun();
            charge.end();
            lab.approve(id);

            door.open();

            lab.requireFulfilled(function, id);
            assertThat(lab.journal(id)).doesNotContain("CheckpointUnavailable");
            assertThat(lab.outcomes(function)).noneMatch(outcome -> outcome.startsWith("failed"));
        }
    }

    @Test
    void anInvocationThatNeverReachesTheServiceFailsInTimeAndTheNextGoesOn() throws Exception {
        try (var door = new Door(lab.node.address())) {
            var function = lab.deploy(new LambdaFunction(
                            "lost",
                            lab.java("lost")
                                    .with("REPRISE_ENDPOINT", door.address().toString()))
                    .timeout(Duration.ofSeconds(5)));

            var id = lab.order(function);
            lab.node.await("the invocation has failed", () -> lab.hasFailed(id));
            var failure = lab.outcomes(function).getFirst();
            door.open();
            lab.approve(id);

            lab.requireFulfilled(function, id);
            assertThat(failure)
                    .as("the function says it itself, before Lambda stops it")
                    .startsWith("failed")
                    .contains("CheckpointUnavailable", "Is it running, and is the address right?");
        }
    }
}
