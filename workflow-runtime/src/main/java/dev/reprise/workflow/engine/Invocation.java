package dev.reprise.workflow.engine;

import dev.reprise.core.Payload;
import dev.reprise.core.operation.OperationDetails.ExecutionDetails;
import dev.reprise.workflow.DurableFunction;
import dev.reprise.workflow.FunctionDefinition;
import dev.reprise.workflow.PayloadException;
import dev.reprise.workflow.ResultTooLarge;
import dev.reprise.workflow.RuntimeOptions;
import dev.reprise.workflow.protocol.InvocationEnvelope;
import dev.reprise.workflow.protocol.InvocationOutput;
import dev.reprise.workflow.protocol.ProtocolLimits;
import dev.reprise.workflow.spi.CheckpointClient;
import dev.reprise.workflow.spi.ExecutionEvent;
import dev.reprise.workflow.spi.InvocationContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** One invocation of a durable function. */
public final class Invocation<I, O> {
    private final FunctionDefinition<I, O> definition;
    private final DurableFunction<I, O> function;
    private final Course course = new Course();
    private final Replay replay;
    private final Values values;
    private final Telling telling;
    private final FunctionContext context;

    private Invocation(
            FunctionDefinition<I, O> definition,
            InvocationEnvelope envelope,
            ExecutionArn execution,
            CheckpointClient client,
            RuntimeOptions options,
            InvocationContext told) {
        this.definition = definition;
        function = definition.factory().get();
        var session = new Session(client, envelope);
        var recorded = session.recorded(envelope);
        replay = new Replay(recorded);
        values = new Values(options.codec());
        var startedAt = replay.execution().startedAt();
        var invocation =
                new ExecutionEvent.Invocation(definition.name(), execution.id(), execution.name(), startedAt, told);
        telling = new Telling(options.listener(), invocation, options.clock());
        var progress = new Progress(course, replay, session, telling);
        var logger = new ReplaySilentLogger(logger(), replay::isReplaying);
        context = new FunctionContext(course, progress, telling, execution, values, options, logger);
        telling.begun(recorded, envelope.updatedOperations());
    }

    /**
     * Runs a function until it returns, throws or waits, on a virtual thread: the caller's, or else a new one that the
     * caller waits for. Steps run on the same thread. Nothing runs any more when this returns. Interrupting the caller
     * interrupts the function.
     *
     * @param definition the function
     * @param envelope what it is invoked with
     * @param client the way to its journal
     * @param options how it is run
     * @param told what else the host knows of it
     * @return what to answer to whoever invoked it
     * @throws RuntimeException when it could not answer and is to be invoked again after a pause: the code does not
     *     repeat what the journal holds, the invocation has been superseded, the service cannot be reached. An
     *     {@link Error} that the code threw means the same
     */
    public static <I, O> InvocationOutput run(
            FunctionDefinition<I, O> definition,
            InvocationEnvelope envelope,
            CheckpointClient client,
            RuntimeOptions options,
            InvocationContext told) {
        var execution = ExecutionArn.parse(envelope.executionArn());
        return OnVirtualThread.call(execution.id(), () -> {
            var before = MDC.get(MdcKeys.EXECUTION);
            MDC.put(MdcKeys.EXECUTION, execution.id());
            try {
                return new Invocation<>(definition, envelope, execution, client, options, told).run();
            } finally {
                restore(before);
            }
        });
    }

    /** The same where the host knows nothing else of it. */
    public static <I, O> InvocationOutput run(
            FunctionDefinition<I, O> definition,
            InvocationEnvelope envelope,
            CheckpointClient client,
            RuntimeOptions options) {
        return run(definition, envelope, client, options, InvocationContext.UNKNOWN);
    }

    private static void restore(@Nullable String before) {
        if (before == null) {
            MDC.remove(MdcKeys.EXECUTION);
        } else {
            MDC.put(MdcKeys.EXECUTION, before);
        }
    }

    private InvocationOutput run() {
        try {
            var output = answer();
            telling.ended(output);
            return output;
        } catch (RuntimeException | Error crash) {
            telling.crashed(crash);
            throw crash;
        } finally {
            course.close();
        }
    }

    private InvocationOutput answer() {
        I input;
        try {
            input = input();
        } catch (PayloadException notAnInput) {
            if (replay.isReplaying()) {
                throw notAnInput; // it was readable before: an error of the deployment, not of the caller
            }
            return failed(notAnInput);
        }
        Throwable thrown = null;
        O result = null;
        try {
            result = function.run(input, context);
        } catch (Throwable any) {
            thrown = any;
        }
        var ending = course.ending();
        return ending != null ? ended(ending) : thrown != null ? threw(thrown) : returned(result);
    }

    private I input() {
        var details = (ExecutionDetails) replay.execution().details();
        return values.read(details.input(), definition.inputType());
    }

    private static InvocationOutput ended(Ending ending) {
        return switch (ending) {
            case Ending.Suspended ignored -> new InvocationOutput.Suspended();
            case Ending.Failed failed -> new InvocationOutput.Failed(failed.failure());
            case Ending.Crashed crashed -> throw crashed.reason();
        };
    }

    private InvocationOutput threw(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        replay.requireAllReached("threw " + thrown);
        return failed(thrown);
    }

    private InvocationOutput returned(@Nullable O result) {
        replay.requireAllReached("returned");
        try {
            return new InvocationOutput.Succeeded(result(result));
        } catch (PayloadException | ResultTooLarge unrecordable) {
            return failed(unrecordable);
        }
    }

    private @Nullable Payload result(@Nullable O result) {
        return values.writeResult("function '" + definition.name() + "'", result, ProtocolLimits.ASYNC_OUTPUT_BYTES);
    }

    private static InvocationOutput failed(Throwable thrown) {
        return new InvocationOutput.Failed(Failures.of(thrown));
    }

    private Logger logger() {
        var type = function.getClass();
        return type.isHidden()
                ? LoggerFactory.getLogger(DurableFunction.class.getName() + "." + definition.name())
                : LoggerFactory.getLogger(type);
    }
}
