package dev.reprise.workflow.engine;

import static dev.reprise.core.operation.OperationStatus.FAILED;
import static dev.reprise.core.operation.OperationStatus.PENDING;
import static dev.reprise.core.operation.OperationStatus.READY;
import static dev.reprise.core.operation.OperationStatus.STARTED;
import static dev.reprise.core.operation.OperationStatus.STOPPED;
import static dev.reprise.core.operation.OperationStatus.SUCCEEDED;
import static dev.reprise.core.operation.OperationStatus.TIMED_OUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.reprise.workflow.CallbackException;
import dev.reprise.workflow.DurableFunction;
import dev.reprise.workflow.InvokeException;
import dev.reprise.workflow.NonDeterministicException;
import dev.reprise.workflow.RetryPolicy;
import dev.reprise.workflow.SignalTimeoutException;
import dev.reprise.workflow.StepException;
import dev.reprise.workflow.StepOptions;
import dev.reprise.workflow.WaitOptions;
import dev.reprise.workflow.protocol.InvocationOutput;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an invocation does for each kind of operation, by what it finds recorded in its place. */
class ReplayTest {
    private static final RetryPolicy LONG_PAUSES = RetryPolicy.exponential(9, Duration.ofHours(1));
    private static final DurableFunction<String, ?> STEP =
            (in, dc) -> dc.step("work", String.class, () -> "fresh", LONG_PAUSES);
    private static final DurableFunction<String, ?> FAILING =
            (in, dc) -> dc.step("work", String.class, () -> Integer.toString(Integer.parseInt("x")), LONG_PAUSES);
    private static final DurableFunction<String, ?> ONCE = (in, dc) -> dc.step(
            "work", String.class, () -> "fresh", StepOptions.atMostOnce().retry(LONG_PAUSES));
    private static final DurableFunction<String, ?> ONCE_ONLY = (in, dc) -> dc.step(
            "work", String.class, () -> "fresh", StepOptions.atMostOnce().retry(RetryPolicy.NONE));
    private static final DurableFunction<String, ?> SLEEP = (in, dc) -> {
        dc.sleep("night", Duration.ofHours(1));
        return "awake";
    };
    private static final DurableFunction<String, ?> SIGNAL = (in, dc) ->
            dc.waitForSignal("go", WaitOptions.timeout(Duration.ofHours(1))).json();
    private static final DurableFunction<String, ?> SIGNAL_OR_ELSE = (in, dc) -> {
        var signal =
                dc.waitForSignal("go", WaitOptions.timeout(Duration.ofHours(1)).orElse("reject"));
        return signal.is("reject") + " " + signal.timedOut();
    };
    private static final DurableFunction<String, ?> CALLBACK = (in, dc) -> {
        var callback = dc.callback("ask");
        return callback.id() + callback.await(Integer.class);
    };

    private static final DurableFunction<String, ?> CALL = (in, dc) -> {
        try {
            return String.valueOf(dc.invoke("parcel", "weigh", Integer.class, in));
        } catch (InvokeException failed) {
            return failed.status() + " " + failed.causeType();
        }
    };

    static Stream<Arguments> situations() {
        return Stream.of(
                row("step", STEP, "nothing", Script.of(), "fresh", "SucceedStep"),
                row("step", STEP, "begun", Script.of().step("work", STARTED, null), "fresh", "SucceedStep"),
                row("step", STEP, "pausing", Script.of().step("work", PENDING, null), "SUSPENDED"),
                row("step", STEP, "due again", Script.of().step("work", READY, null), "fresh", "SucceedStep"),
                row("step", STEP, "done", Script.of().step("work", SUCCEEDED, "\"old\""), "old"),
                row("step", STEP, "done without result", Script.of().step("work", SUCCEEDED, null), "null"),
                row("step", STEP, "failed", Script.of().step("work", FAILED, null), StepException.class.getName()),
                row("step", STEP, "a step of another name", Script.of().step("play", SUCCEEDED, "1"), "DIVERGED"),
                row("step", STEP, "a sleep", Script.of().sleep("work", SUCCEEDED), "DIVERGED"),
                row("failing step", FAILING, "nothing", Script.of(), "SUSPENDED", "RetryStep"),
                row(
                        "failing step",
                        FAILING,
                        "begun",
                        Script.of().step("work", STARTED, null),
                        "SUSPENDED",
                        "RetryStep"),
                row("step at most once", ONCE, "nothing", Script.of(), "fresh", "StartStep", "SucceedStep"),
                row(
                        "step at most once",
                        ONCE,
                        "begun",
                        Script.of().step("work", STARTED, null),
                        "SUSPENDED",
                        "RetryStep"),
                row(
                        "step at most once",
                        ONCE,
                        "due again",
                        Script.of().step("work", READY, null),
                        "fresh",
                        "StartStep",
                        "SucceedStep"),
                row(
                        "step just once",
                        ONCE_ONLY,
                        "begun",
                        Script.of().step("work", STARTED, null),
                        StepException.class.getName(),
                        "FailStep"),
                row("sleep", SLEEP, "nothing", Script.of(), "SUSPENDED", "StartWait"),
                row("sleep", SLEEP, "begun", Script.of().sleep("night", STARTED), "SUSPENDED"),
                row("sleep", SLEEP, "over", Script.of().sleep("night", SUCCEEDED), "awake"),
                row("sleep", SLEEP, "a step", Script.of().step("night", SUCCEEDED, "1"), "DIVERGED"),
                row("signal", SIGNAL, "nothing", Script.of(), "SUSPENDED", "StartCallback"),
                row("signal", SIGNAL, "begun", Script.of().signal("go", STARTED, null), "SUSPENDED"),
                row("signal", SIGNAL, "come", Script.of().signal("go", SUCCEEDED, "{\"a\":1}"), "{\"a\":1}"),
                row(
                        "signal",
                        SIGNAL,
                        "timed out",
                        Script.of().signal("go", TIMED_OUT, null),
                        SignalTimeoutException.class.getName()),
                row(
                        "signal or else",
                        SIGNAL_OR_ELSE,
                        "timed out",
                        Script.of().signal("go", TIMED_OUT, null),
                        "true true"),
                row(
                        "signal or else",
                        SIGNAL_OR_ELSE,
                        "come",
                        Script.of().signal("go", SUCCEEDED, "\"reject\""),
                        "true false"),
                row(
                        "signal or else",
                        SIGNAL_OR_ELSE,
                        "come bare",
                        Script.of().signal("go", SUCCEEDED, "reject"),
                        "true false"),
                row("signal", SIGNAL, "a callback", Script.of().callback("go", SUCCEEDED, "1"), "DIVERGED"),
                row("callback", CALLBACK, "nothing", Script.of(), "SUSPENDED", "StartCallback"),
                row("callback", CALLBACK, "begun", Script.of().callback("ask", STARTED, null), "SUSPENDED"),
                row("callback", CALLBACK, "answered", Script.of().callback("ask", SUCCEEDED, "7"), "cb7"),
                row(
                        "callback",
                        CALLBACK,
                        "refused",
                        Script.of().callback("ask", FAILED, null),
                        CallbackException.class.getName()),
                row(
                        "callback",
                        CALLBACK,
                        "timed out",
                        Script.of().callback("ask", TIMED_OUT, null),
                        CallbackException.class.getName()),
                row("call", CALL, "nothing", Script.of(), "SUSPENDED", "StartChainedInvoke"),
                row("call", CALL, "begun", Script.of().invoke("parcel", STARTED, null), "SUSPENDED"),
                row("call", CALL, "done", Script.of().invoke("parcel", SUCCEEDED, "7"), "7"),
                row("call", CALL, "done without result", Script.of().invoke("parcel", SUCCEEDED, null), "null"),
                row("call", CALL, "failed", Script.of().invoke("parcel", FAILED, null), "FAILED com.example.TooHeavy"),
                row(
                        "call",
                        CALL,
                        "timed out",
                        Script.of().invoke("parcel", TIMED_OUT, null),
                        "TIMED_OUT com.example.TooHeavy"),
                row(
                        "call",
                        CALL,
                        "stopped",
                        Script.of().invoke("parcel", STOPPED, null),
                        "STOPPED com.example.TooHeavy"),
                row("call", CALL, "a call of another name", Script.of().invoke("letter", STARTED, null), "DIVERGED"),
                row("call", CALL, "a step", Script.of().step("parcel", SUCCEEDED, "1"), "DIVERGED"),
                row("step", STEP, "a call", Script.of().invoke("work", SUCCEEDED, "1"), "DIVERGED"));
    }

    private static Arguments row(
            String operation,
            DurableFunction<String, ?> code,
            String situation,
            Script script,
            String outcome,
            String... asked) {
        return arguments(operation, situation, outcome, List.of(asked), code, script);
    }

    @ParameterizedTest(name = "{0}, recorded: {1}; gives {2} and asks for {3}")
    @MethodSource("situations")
    void repeatsOrGoesOn(
            String operation,
            String situation,
            String outcome,
            List<String> asked,
            DurableFunction<String, ?> code,
            Script script) {
        assertThat(outcome(script, code)).isEqualTo(outcome);
        assertThat(script.asked()).isEqualTo(asked);
    }

    private static String outcome(Script script, DurableFunction<String, ?> code) {
        try {
            return switch (script.run(code)) {
                case InvocationOutput.Suspended ignored -> "SUSPENDED";
                case InvocationOutput.Failed failed -> failed.failure().type();
                case InvocationOutput.Succeeded succeeded ->
                    succeeded.result() == null
                            ? "null"
                            : new Values(dev.reprise.workflow.JsonCodec.DEFAULT).read(succeeded.result(), String.class);
            };
        } catch (NonDeterministicException diverged) {
            return "DIVERGED";
        }
    }
}
