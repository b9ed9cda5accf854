package dev.reprise.gateway.lambda;

import dev.reprise.gateway.application.BackgroundCalls;
import dev.reprise.gateway.application.CallTargets;
import dev.reprise.gateway.application.Checkpoint;
import dev.reprise.gateway.application.CompleteCallback;
import dev.reprise.gateway.application.DeleteExecution;
import dev.reprise.gateway.application.DescribeExecution;
import dev.reprise.gateway.application.ExecutionEnds;
import dev.reprise.gateway.application.FunctionRegistry;
import dev.reprise.gateway.application.HistoryPages;
import dev.reprise.gateway.application.ListExecutions;
import dev.reprise.gateway.application.PauseExecution;
import dev.reprise.gateway.application.PlainFunctions;
import dev.reprise.gateway.application.SendSignal;
import dev.reprise.gateway.application.StartExecution;
import dev.reprise.gateway.application.StatePages;
import dev.reprise.gateway.application.StopExecution;
import dev.reprise.gateway.metrics.GatewayMetrics;
import dev.reprise.gateway.security.Authentication;
import dev.reprise.gateway.security.RateLimit;
import dev.reprise.gateway.security.Routes;
import dev.reprise.gateway.security.SubjectFunctions;
import dev.reprise.gateway.security.WebPages;
import dev.reprise.streams.Journal;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Every operation of the API, by method and path. */
@Singleton
final class ApiOperations {
    private static final String EXECUTION = "/2025-12-01/durable-executions/{DurableExecutionArn}";
    private static final String FUNCTION = "/2025-12-01/functions/{FunctionName}";
    private static final String FUNCTION_ITSELF = "/2015-03-31/functions/{FunctionName}";
    private static final String CALLBACK = "/2025-12-01/durable-execution-callbacks/{CallbackId}";

    @Produces
    @Singleton
    static RoutingTable table(
            Journal journal,
            FunctionRegistry functions,
            ExecutionArns arns,
            Checkpoint checkpoint,
            CallTargets targets,
            StatePages pages,
            DescribeExecution describe,
            HistoryPages history,
            ListExecutions list,
            StopExecution stop,
            PauseExecution pauses,
            DeleteExecution deletions,
            CompleteCallback callbacks,
            Invoke invoke,
            GatewayMetrics metrics) {
        var executions = new NamedExecutions(journal);
        var named = new NamedFunctions(functions, arns);
        var checkpoints = new CheckpointDurableExecution(executions, checkpoint, targets, metrics);
        return new RoutingTable()
                .add("POST", EXECUTION + "/checkpoint", checkpoints)
                .add("POST", Routes.CHECKPOINTS, new CheckpointBatch(checkpoints))
                .add("GET", EXECUTION + "/state", new GetDurableExecutionState(executions, pages))
                .add(
                        "GET",
                        EXECUTION + "/history",
                        new GetDurableExecutionHistory(executions, history, new ChildArns(arns, journal::partitionOf)))
                .add("POST", EXECUTION + "/stop", new StopDurableExecution(executions, stop))
                .add("POST", EXECUTION + "/pause", new PauseDurableExecution(executions, pauses))
                .add("POST", EXECUTION + "/resume", new ResumeDurableExecution(executions, pauses))
                .add("GET", EXECUTION, new GetDurableExecution(describe, arns))
                .add("DELETE", EXECUTION, new DeleteDurableExecution(executions, deletions))
                .add("GET", FUNCTION + "/durable-executions", new ListDurableExecutionsByFunction(named, list, arns))
                .add("POST", CALLBACK + "/succeed", new SendDurableExecutionCallbackSuccess(callbacks))
                .add("POST", CALLBACK + "/fail", new SendDurableExecutionCallbackFailure(callbacks))
                .add("POST", CALLBACK + "/heartbeat", new SendDurableExecutionCallbackHeartbeat(callbacks))
                .add("POST", FUNCTION_ITSELF + "/invocations", invoke)
                .add("GET", FUNCTION_ITSELF + "/versions", new ListVersionsByFunction(named, arns))
                .add("GET", FUNCTION_ITSELF + "/configuration", GetFunction.configuration(named, arns))
                .add("GET", FUNCTION_ITSELF, GetFunction.whole(named, arns))
                .add("POST", "/2014-11-13/functions/{FunctionName}/invoke-async/", notServed("InvokeAsync"))
                .add(
                        "POST",
                        "/2021-11-15/functions/{FunctionName}/response-streaming-invocations",
                        notServed("InvokeWithResponseStream"));
    }

    @Produces
    @Singleton
    static Gatekeeper gatekeeper(
            Authentication authentication,
            AccessKeys keys,
            RateLimit rateLimit,
            SubjectFunctions functions,
            WebPages pages) {
        return new Gatekeeper(authentication, new SignatureV4(keys), rateLimit, functions, pages);
    }

    @Produces
    @Singleton
    static Invoke invoke(
            Journal journal,
            FunctionRegistry functions,
            ExecutionArns arns,
            StartExecution start,
            DescribeExecution describe,
            ExecutionEnds ends,
            SendSignal signals,
            PlainFunctions plain,
            BackgroundCalls background,
            SyncInvokeLimit limit) {
        return new Invoke(
                new NamedFunctions(functions, arns),
                new InvokeDurable(start, describe, journal, ends, arns, limit.longestWait()),
                new InvokePlain(plain, background),
                new InvokeSignal(signals, journal, arns));
    }

    /** Ways of calling a function that carry nothing of durable executions. */
    private static ApiOperation notServed(String operation) {
        return request -> AwsError.INVALID_PARAMETER_VALUE.answer(
                operation + " is not served here. Expected Invoke, with the invocation type RequestResponse or Event");
    }
}
