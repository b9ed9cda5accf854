package dev.reprise.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.workflow.CallbackOptions;
import dev.reprise.workflow.LocalRun;
import dev.reprise.workflow.RetryPolicy;
import dev.reprise.workflow.RuntimeOptions;
import dev.reprise.workflow.WaitOptions;
import dev.reprise.workflow.protocol.CheckpointRequest;
import dev.reprise.workflow.protocol.CheckpointResponse;
import dev.reprise.workflow.protocol.StatePage;
import dev.reprise.workflow.spi.CheckpointClient;
import dev.reprise.workflow.spi.CheckpointUnavailable;
import dev.reprise.workflow.spi.ExecutionEvent;
import dev.reprise.workflow.spi.ExecutionListener;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TellingTest {
    private final List<String> told = new ArrayList<>();
    private final RuntimeOptions options =
            RuntimeOptions.DEFAULT.inPlaceLimit(Duration.ZERO).listener(event -> told.add(shown(event)));

    @Test
    void eachStepIsToldOnceAndAReplayInSilence() {
        var local = LocalRun.of((in, dc) -> {
                    dc.step("charge", () -> {});
                    dc.waitForSignal("review", WaitOptions.timeout(Duration.ofHours(1)));
                    dc.step("ship", () -> {});
                    return "done";
                })
                .options(options)
                .run()
                .signal("review", "1");

        assertThat(told)
                .as("%s", local)
                .containsExactly(
                        "invoked, 0 recorded",
                        "charge #1 begins",
                        "charge #1 SUCCEEDED",
                        "waits for SIGNAL review",
                        "SUSPENDED",
                        "invoked, 2 recorded",
                        "went on behind SIGNAL review SUCCEEDED",
                        "ship #1 begins",
                        "ship #1 SUCCEEDED",
                        "SUCCEEDED");
    }

    @Test
    void aSleepACallbackAndAFailureThatIsRetriedAreTold() {
        var local = LocalRun.of((in, dc) -> {
                    dc.sleep("night", Duration.ofHours(8));
                    dc.callback("answer", CallbackOptions.timeout(Duration.ofHours(1)));
                    dc.step(
                            "charge",
                            () -> {
                                throw new IOException("no");
                            },
                            RetryPolicy.exponential(2, Duration.ofMinutes(1)));
                    return null;
                })
                .options(options)
                .run()
                .advance(Duration.ofHours(9));

        assertThat(told)
                .as("%s", local)
                .containsExactly(
                        "invoked, 0 recorded",
                        "waits for SLEEP night",
                        "SUSPENDED",
                        "invoked, 1 recorded",
                        "went on behind SLEEP night SUCCEEDED",
                        "waits for CALLBACK answer",
                        "charge #1 begins",
                        "charge #1 RETRIED java.io.IOException",
                        "SUSPENDED",
                        "invoked, 3 recorded",
                        "charge #2 begins",
                        "charge #2 FAILED java.io.IOException",
                        "FAILED dev.reprise.workflow.StepException");
    }

    @Test
    void anAttemptThatCouldNotBeRecordedSaysSoAndTheInvocationCrashes() {
        var script = Script.of();
        var local = LocalRun.of((in, dc) -> {
                    dc.step("charge", () -> {});
                    return null;
                })
                .options(options)
                .through(new CheckpointClient() {
                    @Override
                    public CheckpointResponse checkpoint(String arn, CheckpointRequest request) {
                        throw new CheckpointUnavailable("nobody answers", null);
                    }

                    @Override
                    public StatePage state(String arn, String token, String marker) {
                        return script.state(arn, token, marker);
                    }
                })
                .run();

        assertThat(told)
                .as("%s", local)
                .containsSequence(
                        "charge #1 begins",
                        "charge #1 UNRECORDED",
                        "CRASHED dev.reprise.workflow.spi.CheckpointUnavailable");
    }

    @Test
    void aListenerThatThrowsHarmsNeitherTheExecutionNorOtherListeners() {
        ExecutionListener broken = event -> {
            throw new AssertionError("broken");
        };
        ExecutionListener whole = event -> told.add(shown(event));
        var local = LocalRun.of((in, dc) -> dc.step("charge", String.class, () -> "txn"))
                .options(RuntimeOptions.DEFAULT.listener(ExecutionListener.all(List.of(broken, whole))))
                .run();

        assertThat(local.resultJson()).isEqualTo("\"txn\"");
        assertThat(told).containsExactly("invoked, 0 recorded", "charge #1 begins", "charge #1 SUCCEEDED", "SUCCEEDED");
    }

    private static String shown(ExecutionEvent event) {
        return switch (event) {
            case ExecutionEvent.InvocationStarted e -> "invoked, " + e.recorded() + " recorded";
            case ExecutionEvent.InvocationEnded e -> e.ending() + type(e.errorType());
            case ExecutionEvent.StepStarted e -> e.step().name() + " #" + e.attempt() + " begins";
            case ExecutionEvent.StepEnded e ->
                e.step().name() + " #" + e.attempt() + " " + e.outcome() + type(e.errorType());
            case ExecutionEvent.WaitStarted e ->
                "waits for " + e.kind() + " " + e.operation().name();
            case ExecutionEvent.WaitEnded e ->
                "went on behind " + e.kind() + " " + e.operation().name() + " " + e.status();
        };
    }

    private static String type(String errorType) {
        return errorType == null ? "" : " " + errorType;
    }
}
