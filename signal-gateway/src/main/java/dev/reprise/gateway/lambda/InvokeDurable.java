package dev.reprise.gateway.lambda;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.Failure;
import dev.reprise.core.Payload;
import dev.reprise.core.state.ExecutionStatus;
import dev.reprise.gateway.application.DescribeExecution;
import dev.reprise.gateway.application.DescribeExecution.Described;
import dev.reprise.gateway.application.ExecutionEnds;
import dev.reprise.gateway.application.StartExecution;
import dev.reprise.gateway.application.StartOutcome;
import dev.reprise.streams.Journal;
import dev.reprise.streams.JournalUnavailable;
import dev.reprise.workflow.protocol.ProtocolJson;
import java.time.Duration;

/**
 * Starts executions of durable functions, or finds those started before under the same name (protocol reference, sections
 * 8.2 and 8.3). Who waits gets the outcome, also of an execution that ended long ago. Thread-safe.
 */
final class InvokeDurable {
    /** What a function that returns nothing returns, in JSON. */
    private static final Payload NULL = Payload.of("null");

    private final StartExecution start;
    private final DescribeExecution describe;
    private final Journal journal;
    private final ExecutionEnds ends;
    private final ExecutionArns arns;
    private final Duration longestWait;

    /**
     * Starts executions.
     *
     * @param longestWait how long a caller is kept waiting
     */
    InvokeDurable(
            StartExecution start,
            DescribeExecution describe,
            Journal journal,
            ExecutionEnds ends,
            ExecutionArns arns,
            Duration longestWait) {
        this.start = start;
        this.describe = describe;
        this.journal = journal;
        this.ends = ends;
        this.arns = arns;
        this.longestWait = longestWait;
    }

    Answer answer(Invocation invocation) {
        var function = invocation.function();
        var outcome = start.start(new StartExecution.Request(
                function.name(),
                function.version(),
                invocation.executionName(),
                invocation.payload(),
                invocation.caller(),
                invocation.type().maxResultBytes()));
        return switch (outcome) {
            case StartOutcome.Started started -> answer(invocation, started.execution());
            case StartOutcome.NameTaken taken ->
                AwsError.ALREADY_STARTED.answer("Execution already started: "
                        + arns.arn(require(taken.execution()).header()));
            case StartOutcome.Overloaded ignored ->
                AwsError.TOO_MANY_REQUESTS
                        .answer("Too much waits to be recorded. Try again in a moment, with the same name")
                        .with("Retry-After", "1");
            case StartOutcome.InputTooLarge large ->
                AwsError.REQUEST_TOO_LARGE.answer("Expected a payload of at most %d bytes, but found %d"
                        .formatted(large.maxBytes(), large.bytes()));
            // Both were there and durable a moment ago: somebody has forgotten or changed them meanwhile.
            case StartOutcome.UnknownFunction unknown ->
                AwsError.RESOURCE_NOT_FOUND.answer("Function not found: " + arns.function(unknown.function()));
            case StartOutcome.UnknownVersion unknown ->
                AwsError.RESOURCE_NOT_FOUND.answer(
                        "Function not found: " + arns.function(unknown.function(), unknown.qualifier()));
            case StartOutcome.NotDurable plain ->
                AwsError.RESOURCE_CONFLICT.answer(
                        "Expected %s to be durable, but it was registered as a plain function meanwhile"
                                .formatted(plain.function()));
        };
    }

    private Answer answer(Invocation invocation, ExecutionId id) {
        if (invocation.type() == InvocationType.REQUEST_RESPONSE) {
            ends.await(id, longestWait, invocation.gone());
        }
        var described = require(id);
        var header = described.header();
        if (header.status() == ExecutionStatus.DELETING) {
            throw AwsError.RESOURCE_CONFLICT.refusal(
                    "Expected the name %s to be free or of an execution that is kept, but that of %s is about to be deleted: try again"
                            .formatted(header.key().name(), arns.arn(header)));
        }
        var answer = invocation.type() == InvocationType.EVENT ? InvokeAnswers.accepted() : outcome(described);
        return InvokeAnswers.withExecution(InvokeAnswers.withVersion(answer, header.version()), arns.arn(header));
    }

    private Described require(ExecutionId id) {
        var described = describe.describe(id);
        if (described == null) {
            throw new JournalUnavailable("Expected execution %s to be there, but it was purged just now".formatted(id));
        }
        return described;
    }

    private Answer outcome(Described described) {
        var status = described.header().status();
        if (!status.isClosed()) {
            return InvokeAnswers.failed(ProtocolJson.writeFunctionError(stillRunning(described)));
        }
        if (status == ExecutionStatus.SUCCEEDED) {
            var result = described.details().result();
            return InvokeAnswers.returned((result == null || result.size() == 0 ? NULL : result).utf8());
        }
        return InvokeAnswers.failed(ProtocolJson.writeFunctionError(failure(described)));
    }

    private Failure stillRunning(Described described) {
        return Failure.of(
                "Sandbox.Timedout",
                "Expected execution %s to end within %d seconds, but it goes on: ask for it by its ARN, or invoke again with its name"
                        .formatted(arns.arn(described.header()), longestWait.toSeconds()));
    }

    /** Why it has no result; in our words where nobody said anything. */
    private Failure failure(Described described) {
        var given = described.details().failure();
        if (given != null && (given.type() != null || given.message() != null)) {
            return given;
        }
        var header = described.header();
        return Failure.of(
                "DurableExecution." + header.status(),
                "Execution %s ended as %s, without a word why".formatted(arns.arn(header), header.status()));
    }
}
