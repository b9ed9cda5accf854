package dev.reprise.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.core.Failure;
import dev.reprise.core.operation.OperationStatus;
import dev.reprise.workflow.DurableContext;
import dev.reprise.workflow.FunctionDefinition;
import dev.reprise.workflow.InvokeException;
import dev.reprise.workflow.TypeRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(JournalOnFailure.class)
class LocalInvokeTest {
    private final List<String> done = new ArrayList<>();

    private String order(String id, DurableContext dc) {
        try {
            var label = dc.invoke("get-label", "label", String.class, id);
            return dc.step("ship", String.class, () -> "shipped with " + label);
        } catch (InvokeException failed) {
            dc.step("cancel", () -> done.add("cancel " + id));
            return failed.status() + " " + failed.causeType();
        }
    }

    private final FunctionDefinition<String, String> label =
            FunctionDefinition.of("label", TypeRef.of(String.class), (String id, DurableContext dc) -> {
                var printed = dc.step("print", String.class, () -> {
                    done.add("print " + id);
                    return "label-" + id;
                });
                dc.sleep("dry", Duration.ofHours(1));
                if (dc.waitForSignal("checked").is("smeared")) {
                    throw new IllegalStateException("smeared");
                }
                return printed;
            });

    private LocalFunction<String, String> ordered() {
        return LocalFunction.of(String.class, this::order);
    }

    @Test
    void theTestAnswersForAFunctionItHasNotGiven() {
        var execution = ordered().start("o-1");
        assertThat(execution).isSuspended();

        execution.answerInvoke("get-label", "label-7");

        assertThat(execution).hasSucceededWith("shipped with label-7").recordedSteps("ship");
        execution.replay();
    }

    @Test
    void theTestFailsForAFunctionItHasNotGiven() {
        var execution = ordered().start("o-1");

        execution.failInvoke("get-label", OperationStatus.TIMED_OUT, Failure.of("ChainedInvoke.Timeout", "too slow"));

        assertThat(execution)
                .hasSucceededWith("TIMED_OUT ChainedInvoke.Timeout")
                .ranStep("cancel", 1);
        execution.replay();
    }

    @Test
    void aFunctionThatTheTestGivesRunsWhenItIsCalled() {
        var execution = ordered().calling(label).start("o-1");
        assertThat(execution.called("get-label")).isSuspended().ranStep("print", 1);

        execution.advance(Duration.ofHours(1));
        assertThat(execution.called("get-label")).isWaitingForSignal("checked");
        execution.called("get-label").signal("checked", "fine");

        assertThat(execution.called("get-label")).hasSucceededWith("label-o-1");
        assertThat(execution).hasSucceededWith("shipped with label-o-1").neverRanStep("print");
        execution.replay();
        execution.called("get-label").replay();
    }

    @Test
    void theCallerSeesAGivenFunctionFailAndStop() {
        var failing = ordered().calling(label).start("o-1");
        failing.advance(Duration.ofHours(1));
        failing.called("get-label").signal("checked", "smeared");
        assertThat(failing).hasSucceededWith("FAILED java.lang.IllegalStateException");

        var stopped = ordered().calling(label).start("o-2");
        stopped.called("get-label").stop("no paper");
        assertThat(stopped).hasSucceededWith("STOPPED Stopped");
    }

    @Test
    void whereverTheProcessDiesTheGivenFunctionIsCalledOnce() {
        int points = EveryCrashPoint.check(crashes -> {
            done.clear();
            var execution = ordered().calling(label).crashing(crashes).start("o-1");
            execution.skipWaits();
            execution.called("get-label").signal("checked", "fine");
            assertThat(execution).hasSucceededWith("shipped with label-o-1");
            assertThat(execution.called("get-label")).ranStep("print", crashes.repeats("print") ? 2 : 1);
            assertThat(done).hasSize(crashes.repeats("print") ? 2 : 1);
        });
        assertThat(points).isGreaterThan(15);
    }

    @Test
    void aPurgedCalledExecutionDoesNotHideWhatTheCallerWaitsFor() {
        var execution = LocalFunction.of(String.class, (String in, DurableContext dc) -> {
                    var length = dc.invoke("measure", "length", Integer.class, in);
                    dc.sleep("season", Duration.ofDays(90));
                    return "%d".formatted(length);
                })
                .calling(FunctionDefinition.of(
                        "length", TypeRef.of(String.class), (String in, DurableContext dc) -> in.length()))
                .start("four");

        execution.skipWaits();

        assertThat(execution).hasSucceededWith("4");
    }

    @Test
    void theJournalTellsWhoseRecordsItShows() {
        var execution = ordered().calling(label).start("o-1");

        assertThat(execution.toString())
                .contains("StartChainedInvoke 'get-label' of label:$LATEST with \"o-1\"")
                .contains("[label] checkpoint 0 of invocation 1: SucceedStep 'print' = \"label-o-1\"");
    }

    @Test
    void askingForAFunctionThatIsNotThereSaysWhatToDo() {
        var execution = ordered().start("o-1");

        assertThatThrownBy(() -> execution.called("get-label"))
                .hasMessageContaining("Answer for it by answerInvoke or failInvoke");
        assertThatThrownBy(() -> execution.answerInvoke("get-lable", 1))
                .hasMessageContaining("Expected the function to have made call 'get-lable'");
    }
}
