package dev.reprise.aws;

import static dev.reprise.aws.JsLambdaClient.input;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** {@code context.invoke} of durable and plain functions. */
@OnReprise
class InvokesIT {
    private static Execution call(Lab lab, String target) {
        return lab.start("invokeOther", "{\"target\":\"%s\",\"input\":{\"a\":1,\"b\":2}}".formatted(target));
    }

    private static String durable(Lab lab, String handler) {
        return lab.function(handler) + ":$LATEST";
    }

    private static String plain(Lab lab, String handler) {
        return lab.register(handler, handler, ",\"durable\":false");
    }

    @Test
    void aDurableFunctionRunsAsAnExecutionOfItsOwn(Lab lab) {
        var execution = call(lab, durable(lab, "durableSum"));

        assertThat(execution.result()).isEqualTo("{\"result\":3}");
        var history = execution.history();
        history.tells("""
                ExecutionStarted
                ChainedInvokeStarted call durableSum:$LATEST {"a":1,"b":2}
                ChainedInvokeSucceeded call 3
                ExecutionSucceeded {"result":3}
                """);
        child(lab, execution).history().tells("""
                ExecutionStarted
                WaitStarted 1 s
                WaitSucceeded 1 s
                StepStarted add
                StepSucceeded add 3
                ExecutionSucceeded 3
                """);
    }

    /** The execution that a call has started. Its ARN is known when the call is recorded, and it starts soon after. */
    private static Execution child(Lab lab, Execution parent) {
        var child = lab.execution(parent.event("ChainedInvokeStarted", "call").details());
        return Await.value(
                "the called execution to start",
                () -> Optional.of(child).filter(Execution::isThere),
                () -> parent.historySoFar().toString());
    }

    @Test
    void aPlainFunctionIsCalledOnce(Lab lab) {
        var execution = call(lab, plain(lab, "plainSum"));

        assertThat(execution.result()).isEqualTo("{\"result\":{\"sum\":3,\"function\":\"plainSum\"}}");
        execution.history().tells("""
                ExecutionStarted
                ChainedInvokeStarted call plainSum {"a":1,"b":2}
                ChainedInvokeSucceeded call {"sum":3,"function":"plainSum"}
                ExecutionSucceeded {"result":{"sum":3,"function":"plainSum"}}
                """);
    }

    @Test
    void twoRunSideBySide(Lab lab) {
        var execution = lab.start(
                "invokeTwoAtOnce",
                "{\"target\":\"%s\",\"inputs\":[{\"a\":1,\"b\":2},{\"a\":3,\"b\":4}]}"
                        .formatted(durable(lab, "durableSum")));

        assertThat(execution.result()).isEqualTo("[3,7]");
        execution.history().tellsInAnyOrder("""
                ExecutionStarted
                ContextStarted RunInChildContext calls
                ChainedInvokeStarted call-0 durableSum:$LATEST {"a":1,"b":2}
                ChainedInvokeStarted call-1 durableSum:$LATEST {"a":3,"b":4}
                ChainedInvokeSucceeded call-0 3
                ChainedInvokeSucceeded call-1 7
                ContextSucceeded RunInChildContext calls [3,7]
                ExecutionSucceeded [3,7]
                """);
    }

    @Test
    void theFailureOfADurableFunctionIsThrown(Lab lab) {
        var execution = call(lab, durable(lab, "durableFailing"));

        assertThat(execution.result()).isEqualTo("{\"error\":\"InvokeError\",\"message\":\"durably wrong\"}");
        execution.history().tellsAmongOthers("ChainedInvokeFailed call RangeError: durably wrong");
    }

    @Test
    void theErrorOfAPlainFunctionIsThrown(Lab lab) {
        var execution = call(lab, plain(lab, "plainFailing"));

        assertThat(execution.result()).isEqualTo("{\"error\":\"InvokeError\",\"message\":\"plainly wrong\"}");
        execution.history().tellsAmongOthers("ChainedInvokeFailed call TypeError: plainly wrong");
    }

    @Test
    void aFunctionThatIsNotThereFailsTheCallAtOnce(Lab lab) {
        var execution = call(lab, "nobody");

        assertThat(execution.result()).startsWith("{\"error\":\"InvokeError\",\"message\":\"Function not found: ");
        var history = execution.history();
        assertThat(history.count("InvocationCompleted")).as("%s", history).isEqualTo(1);
        history.tellsAmongOthers("ChainedInvokeStarted call nobody");
        assertThat(history.toString()).contains("ChainedInvokeFailed call ResourceNotFoundException: ");
    }

    @Test
    void aFunctionThatRunsOutOfTimeFailsTheCall(Lab lab) {
        var target = lab.register("durableOutOfTime", "durableSleeper", ",\"executionTimeoutSeconds\":1");
        var execution = call(lab, target + ":$LATEST");

        assertThat(execution.result())
                .isEqualTo("{\"error\":\"InvokeError\",\"message\":\"CHAINED_INVOKE timed out after 1 seconds.\"}");
        execution
                .history()
                .tellsAmongOthers(
                        "ChainedInvokeTimedOut call ChainedInvoke.Timeout: CHAINED_INVOKE timed out after 1 seconds.");
        assertThat(child(lab, execution).describe().path("Status").asText()).isEqualTo("TIMED_OUT");
    }

    @Test
    void aFunctionThatIsStoppedFailsTheCall(Lab lab) {
        var execution = call(lab, durable(lab, "durableSleeper"));
        var child = child(lab, execution);
        child.event("WaitStarted", "long");

        var stop = input("DurableExecutionArn", child.arn());
        stop.putObject("Error").put("ErrorType", "Cancelled").put("ErrorMessage", "no longer needed");
        lab.lambda().send("StopDurableExecution", stop);

        assertThat(execution.result()).isEqualTo("{\"error\":\"InvokeError\",\"message\":\"no longer needed\"}");
        execution.history().tellsAmongOthers("ChainedInvokeStopped call Cancelled: no longer needed");
        assertThat(child.failure()).isEqualTo("STOPPED Cancelled: no longer needed");
    }

    @Test
    void aDurableFunctionWithoutAQualifierIsNotCalled(Lab lab) {
        var execution = call(lab, lab.function("durableSum"));

        assertThat(execution.result())
                .isEqualTo(
                        "{\"error\":\"InvokeError\",\"message\":\"You cannot invoke a durable function using an unqualified ARN.\"}");
        execution
                .history()
                .tellsAmongOthers(
                        "ChainedInvokeStarted call durableSum",
                        "ChainedInvokeFailed call InvalidParameterValueException: You cannot invoke a durable function using an unqualified ARN.");
    }

    @Test
    void aFunctionOfOurOwnSdkIsCalledLikeAnyOther(Lab lab) {
        var execution = call(lab, lab.own(OwnFunctions.PRODUCT) + ":$LATEST");

        assertThat(execution.result()).isEqualTo("{\"result\":2}");
        execution.history().tells("""
                ExecutionStarted
                ChainedInvokeStarted call own-product:$LATEST {"a":1,"b":2}
                ChainedInvokeSucceeded call 2
                ExecutionSucceeded {"result":2}
                """);
    }

    @Test
    void aFunctionOfOurOwnSdkCallsOneInJavaScript(Lab lab) {
        var execution = lab.startFunction(
                lab.own(OwnFunctions.CALLER),
                "{\"target\":\"%s\",\"input\":{\"a\":1,\"b\":2}}".formatted(durable(lab, "durableSum")));

        assertThat(execution.result()).isEqualTo("{\"called\":3}");
        execution.history().tells("""
                ExecutionStarted
                ChainedInvokeStarted call durableSum:$LATEST {"a":1,"b":2}
                ChainedInvokeSucceeded call 3
                ExecutionSucceeded {"called":3}
                """);
    }
}
