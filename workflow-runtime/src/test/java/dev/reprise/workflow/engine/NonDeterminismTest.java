package dev.reprise.workflow.engine;

import static dev.reprise.core.operation.OperationStatus.STARTED;
import static dev.reprise.core.operation.OperationStatus.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.core.state.ExecutionStatus;
import dev.reprise.workflow.DuplicateOperationName;
import dev.reprise.workflow.LocalRun;
import dev.reprise.workflow.NonDeterministicException;
import dev.reprise.workflow.PayloadException;
import dev.reprise.workflow.StepOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class NonDeterminismTest {
    @Test
    void namesPositionExpectedFoundAndWhereToRead() {
        assertThatThrownBy(() -> Script.of().step("charge", SUCCEEDED, "1").run((in, dc) -> {
                    dc.sleep("night", Duration.ofHours(1));
                    return "unreachable";
                }))
                .isInstanceOf(NonDeterministicException.class)
                .hasMessage(
                        "Expected the function to repeat step 'charge' at position 1, but it asked for sleep 'night'. "
                                + "Was it changed while this execution was running? See docs/versioning.md");
    }

    @Test
    void cannotBeCaughtAndHidden() {
        assertThatThrownBy(() -> Script.of().step("charge", SUCCEEDED, "1").run((in, dc) -> {
                    try {
                        dc.step("refund", () -> {});
                    } catch (Throwable any) {
                        dc.step("note", () -> {});
                    }
                    return "hidden";
                }))
                .isInstanceOf(NonDeterministicException.class)
                .hasMessageContaining("step 'charge' at position 1, but it asked for step 'refund'");
    }

    @Test
    void includesReturningBeforeAllIsRepeated() {
        assertThatThrownBy(() -> Script.of()
                        .step("a", SUCCEEDED, "1")
                        .step("b", SUCCEEDED, "2")
                        .run((in, dc) -> {
                            dc.step("a", () -> {});
                            return "early";
                        }))
                .hasMessageContaining("Expected the function to repeat step 'b' at position 2, but it returned before");
    }

    @Test
    void includesThrowingBeforeAllIsRepeatedSoThatABadDeploymentDoesNotEndExecutions() {
        assertThatThrownBy(() -> Script.of().step("a", SUCCEEDED, "1").run((in, dc) -> {
                    throw new NullPointerException("oh");
                }))
                .isInstanceOf(NonDeterministicException.class)
                .hasMessageContaining("step 'a' at position 1, but it threw java.lang.NullPointerException: oh before");
    }

    @Test
    void includesWaitingBeforeAllIsRepeated() {
        assertThatThrownBy(() -> Script.of()
                        .signal("go", STARTED, null)
                        .step("b", SUCCEEDED, "2")
                        .run((in, dc) -> dc.waitForSignal("go").json()))
                .hasMessageContaining("step 'b' at position 2, but it waits before");
    }

    @Test
    void includesANewOperationInFrontOfRecordedOnesOfAnotherSdk() {
        assertThatThrownBy(() -> {
                    var script = Script.of().step("a", SUCCEEDED, "1");
                    script.run((in, dc) -> {
                        dc.uuid();
                        return dc.callback("ask").id();
                    });
                })
                .isInstanceOf(NonDeterministicException.class);
    }

    @Test
    void leavesTheExecutionToACorrectedDeployment() {
        var run = LocalRun.of((in, dc) -> {
                    var charged = dc.step("charge", String.class, () -> "charged");
                    return charged + dc.waitForSignal("go").json();
                })
                .run();

        run.deploy((in, dc) -> dc.step("check", String.class, () -> "new")
                + dc.waitForSignal("go").json());
        run.signal("go", "1");

        assertThat(run.status()).isEqualTo(ExecutionStatus.RUNNING);
        assertThat(run.crashes()).singleElement().isInstanceOf(NonDeterministicException.class);

        run.deploy((in, dc) -> dc.step("charge", String.class, () -> "again")
                + dc.waitForSignal("go").json());
        run.advance(Duration.ofSeconds(5));

        assertThat(run.resultJson()).isEqualTo("\"charged1\"");
    }

    @Test
    void countsARecordedResultThatCannotBeReadAnyMore() {
        assertThatThrownBy(() -> Script.of()
                        .step("charge", SUCCEEDED, "\"tx-1\"")
                        .run((in, dc) -> dc.step("charge", int.class, () -> 1)))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("Expected the recorded result of step 'charge' to be readable as int");
    }

    @Test
    void nameUsedTwiceIsRefusedAndSaysWhatToDo() {
        assertThatThrownBy(() -> Script.of().run((in, dc) -> {
                    for (int round = 0; round < 2; round++) {
                        dc.step("poll", () -> {}, StepOptions.DEFAULT);
                    }
                    return "unreachable";
                }))
                .isInstanceOf(DuplicateOperationName.class)
                .hasMessageContaining(
                        "'poll' was used before. In a loop, put the round into the name, such as 'poll-2'");
    }

    @Test
    void signalsOfOneNameMayBeAwaitedRepeatedly() {
        var run = LocalRun.of((in, dc) -> dc.waitForSignal("turn").json()
                        + dc.waitForSignal("turn").json())
                .run()
                .signal("turn", "1")
                .signal("turn", "2");

        assertThat(run.resultJson()).isEqualTo("\"12\"");
    }
}
