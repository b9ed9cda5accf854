package dev.reprise.workflow.engine;

import static dev.reprise.core.operation.OperationStatus.FAILED;
import static dev.reprise.core.operation.OperationStatus.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.core.Failure;
import dev.reprise.core.InvalidValue;
import dev.reprise.core.operation.OperationType;
import dev.reprise.core.state.ExecutionStatus;
import dev.reprise.workflow.DuplicateOperationName;
import dev.reprise.workflow.InputTooLarge;
import dev.reprise.workflow.InvokeException;
import dev.reprise.workflow.InvokeOptions;
import dev.reprise.workflow.LocalRun;
import dev.reprise.workflow.PayloadException;
import dev.reprise.workflow.TypeRef;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvokeTest {
    private static final int MIB = 1_048_576;

    record Parcel(int grams) {}

    @Test
    void suspendsUntilTheCalledFunctionHasEndedAndReadsItsResult() {
        var run = LocalRun.of((in, dc) -> dc.invoke(
                                "weigh",
                                "scales:2",
                                new TypeRef<List<Parcel>>() {},
                                List.of(in, "b"),
                                InvokeOptions.tenant("tenant-1"))
                        .get(1)
                        .grams())
                .run();

        assertThat(run.status()).isEqualTo(ExecutionStatus.RUNNING);
        assertThat(run.operation(1).type()).isEqualTo(OperationType.CHAINED_INVOKE);
        assertThat(run.operation(1).ref().subType()).isEqualTo("ChainedInvoke");
        assertThat(run.journal().calls())
                .singleElement()
                .satisfies(call -> assertThat(call.target().function()).isEqualTo("scales:2"))
                .satisfies(call -> assertThat(call.input()).hasToString("[\"in\",\"b\"]"))
                .satisfies(call -> assertThat(call.tenant()).isEqualTo("tenant-1"));

        run.journal().completeInvoke("1", SUCCEEDED, "[{\"grams\":1},{\"grams\":250}]", null);
        run.run();

        assertThat(run.resultJson()).isEqualTo("250");
        assertThat(run.invocations()).isEqualTo(2);
        assertThat(run.journal().checkpoints()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0} is called as {1}")
    @CsvSource({
        "scales,                                                    scales:$LATEST",
        "scales:$LATEST,                                            scales:$LATEST",
        "scales:7,                                                  scales:7",
        "scales:live,                                               scales:live",
        "111122223333:function:scales,                              111122223333:function:scales:$LATEST",
        "111122223333:function:scales:7,                            111122223333:function:scales:7",
        "arn:aws:lambda:eu-west-1:111122223333:function:scales,     arn:aws:lambda:eu-west-1:111122223333:function:scales:$LATEST",
        "arn:aws:lambda:eu-west-1:111122223333:function:scales:7,   arn:aws:lambda:eu-west-1:111122223333:function:scales:7"
    })
    void namesTheNewestVersionWhereTheCodeNamesNone(String written, String called) {
        var run = LocalRun.of((in, dc) -> dc.invoke("weigh", written, String.class, null))
                .run();

        assertThat(run.journal().calls())
                .singleElement()
                .satisfies(call -> assertThat(call.target().function()).isEqualTo(called))
                .satisfies(call -> assertThat(call.input()).isNull());
    }

    @Test
    void failureThatIsNotCaughtFailsTheCallerAndKeepsTheCausesTrace() {
        var run = LocalRun.of((in, dc) -> dc.invoke("weigh", "scales", String.class, in))
                .run();
        run.journal()
                .completeInvoke(
                        "1",
                        FAILED,
                        null,
                        new Failure("com.example.TooHeavy", "over 30 kg", null, List.of("at com.example.Scales")));
        run.run();

        assertThat(run.failure().type()).isEqualTo(InvokeException.class.getName());
        assertThat(run.failure().message())
                .isEqualTo("Call 'weigh' of function 'scales' failed: com.example.TooHeavy: over 30 kg");
        assertThat(run.failure().stackTrace())
                .contains("Caused by: com.example.TooHeavy: over 30 kg", "at com.example.Scales");
    }

    @Test
    void resultOfAnotherTypeIsForTheCallerToHandle() {
        var run = LocalRun.of((in, dc) -> {
                    try {
                        return dc.invoke("weigh", "scales", Parcel.class, in);
                    } catch (PayloadException unlike) {
                        return "unlike";
                    }
                })
                .run();
        run.journal().completeInvoke("1", SUCCEEDED, "\"heavy\"", null);
        run.run();

        assertThat(run.resultJson()).isEqualTo("\"unlike\"");
    }

    @Test
    void inputOfOneMebibyteIsPassedAndALargerOneIsAnErrorThatCodeMayHandleInEveryRun() {
        var run = LocalRun.of((in, dc) -> {
                    var quoted = 2;
                    try {
                        dc.invoke("too much", "scales", String.class, "x".repeat(MIB - quoted + 1));
                    } catch (InputTooLarge tooLarge) {
                        dc.step("note", String.class, tooLarge::getMessage);
                    }
                    return dc.invoke("just enough", "scales", String.class, "x".repeat(MIB - quoted));
                })
                .run();
        run.journal().completeInvoke("3", SUCCEEDED, "\"fine\"", null);
        run.run();

        assertThat(run.resultJson()).isEqualTo("\"fine\"");
        assertThat(run.operation(2).details().result().text())
                .contains("Expected the input of function 'scales' to be at most 1048576 bytes, but it is 1048577");
        assertThat(run.journal().calls()).hasSize(1);
    }

    @Test
    void nameIsUsedOnceInAnExecution() {
        assertThatThrownBy(() -> Script.of().step("weigh", SUCCEEDED, null).run((in, dc) -> {
                    dc.step("weigh", () -> {});
                    return dc.invoke("weigh", "scales", String.class, in);
                }))
                .isInstanceOf(DuplicateOperationName.class);
    }

    @Test
    void anotherOperationInItsPlaceIsNamed() {
        assertThatThrownBy(() -> Script.of()
                        .invoke("weigh", SUCCEEDED, "1")
                        .run((in, dc) -> dc.invoke("measure", "scales", String.class, in)))
                .hasMessageContaining(
                        "Expected the function to repeat call 'weigh' at position 1, but it asked for call 'measure'");
    }

    @Test
    void functionMustHaveAName() {
        assertThatThrownBy(() -> Script.of().run((in, dc) -> dc.invoke("weigh", "", String.class, in)))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("Expected call 'weigh' to name a function");
    }
}
