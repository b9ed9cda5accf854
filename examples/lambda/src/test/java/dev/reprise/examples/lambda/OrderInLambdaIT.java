package dev.reprise.examples.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.examples.lambda.WayToSignal.Invoke;
import dev.reprise.examples.lambda.WayToSignal.RestApi;
import dev.reprise.lambda.LambdaFunction;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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

    static Stream<WayToSignal> waysToSignal() {
        return Stream.of(new RestApi(), new Invoke());
    }

    @ParameterizedTest
    @MethodSource("waysToSignal")
    void anOrderIsChargedReviewedAndFulfilled(WayToSignal way) {
        var id = lab.order(ORDER);
        way.send(lab.node, ORDER, id, OrderLab.REVIEW, "\"approve\"");

        lab.requireFulfilled(ORDER, id);
    }

    @Test
    void aFunctionThatIsKilledInAStepGoesOnInAnotherProcessAndNothingHappensTwice() throws Exception {
        var charge = lab.effects.delayNext();
        var id = lab.order(ORDER);
        charge.awaitBegun();
        var before = lab.lambda.processes(ORDER);

        lab.lambda.kill(ORDER);
        charge.end();
        lab.approve(id);

        lab.requireFulfilled(ORDER, id);
        assertThat(lab.journal(id)).contains("Runtime.ExitError", "signal: killed");
        assertThat(lab.lambda.processes(ORDER)).isNotEmpty().doesNotContainAnyElementsOf(before);
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
