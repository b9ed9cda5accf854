package dev.reprise.examples.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.lambda.LambdaFunction;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The packaged function in AWS's own loop, invoked by the packaged service, and killed where it hurts. */
@OnOrderLab
class OrderInLambdaIT {
    private static final String ORDER = "order";

    private final OrderLab lab;

    OrderInLambdaIT(OrderLab lab) {
        this.lab = lab;
    }

    @BeforeEach
    void deploy() {
        lab.deployOnce(new LambdaFunction(ORDER, lab.java(ORDER)));
    }

    @ParameterizedTest
    @EnumSource
    void anOrderThatIsKilledInAStepIsApprovedByEachWayAndFulfilled(WayToSignal way) throws Exception {
        var charge = lab.effects.delayNext();
        var id = lab.order(ORDER);
        charge.awaitBegun();
        lab.lambda.kill(ORDER);
        charge.end();

        way.send(lab, ORDER, id, OrderLab.REVIEW, "\"approve\"");

        lab.requireFulfilled(ORDER, id);
        assertThat(lab.journal(id)).contains("Runtime.ExitError", "signal: killed");
    }

    @Test
    void aFunctionThatIsKilledInAStepGoesOnInAnotherProcess() throws Exception {
        var charge = lab.effects.delayNext();
        var id = lab.order(ORDER);
        charge.awaitBegun();
        var before = lab.lambda.processes(ORDER);

        lab.lambda.kill(ORDER);
        charge.end();
        lab.approve(id);

        lab.requireFulfilled(ORDER, id);
        assertThat(lab.lambda.processes(ORDER)).isNotEmpty().doesNotContainAnyElementsOf(before);
    }

    @Test
    void anOrderWhoseInvocationsComeFromATopicIsFulfilledThoughItsProcessIsKilled() throws Exception {
        var function = "order-by-topic";
        lab.lambda.create(new LambdaFunction(function, lab.java(function)));
        lab.node.ok("PUT", "/api/v1/functions/" + function, "{\"target\":\"tasks\"}");
        try (var source = lab.lambda.map(lab.node.bootstrapServers(), "reprise.tasks." + function, function)) {
            assertThat(source).isNotNull();
            var charge = lab.effects.delayNext();
            var id = lab.order(function);
            charge.awaitBegun();
            lab.lambda.kill(function);
            charge.end();
            lab.approve(id);

            lab.requireFulfilled(function, id);
            assertThat(lab.journal(id)).contains("the task was given to somebody else again");
        }
    }

    @Test
    void aFunctionThatExitsInAStepIsAFailedInvocationAndAnotherFollows() throws Exception {
        var charge = lab.effects.delayNext();
        var id = lab.order(ORDER);
        charge.awaitBegun();

        lab.lambda.processes(ORDER).forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy));
        lab.approve(id);

        lab.requireFulfilled(ORDER, id);
        charge.end();
        assertThat(lab.journal(id)).contains("Runtime.ExitError", "exit status 143");
    }

    @Test
    void aPauseThatOutlastsTheDeadlineIsPendingInTime() {
        var function = lab.deploy(new LambdaFunction("order-in-a-hurry", lab.java("order-in-a-hurry"))
                .timeout(Duration.ofSeconds(3))
                .concurrency(1));
        lab.warm(function);
        lab.effects.failNext();

        var id = lab.order(function); // is refused once, and tries again two seconds later
        lab.approve(id);

        lab.requireFulfilled(function, id);
        assertThat(lab.outcomes(function))
                .as(lab.told(function, id))
                .contains("returned {\"Status\":\"PENDING\"}")
                .noneMatch(outcome -> outcome.startsWith("failed"));
    }

    @Test
    void aFunctionThatGoesOnFromASnapshotHasClosedItsConnectionsBefore() {
        // As Lambda sets it: whose hooks org.crac stands for.
        var runtime = lab.java("order-snapshot", "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac")
                .with("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
        var function = lab.deploy(new LambdaFunction("order-snapshot", runtime));

        lab.warm(function);

        assertThat(lab.lambda.said(function))
                .contains("Closed the connections to the service before a snapshot", "Goes on from a snapshot");
    }
}
