package dev.reprise.gateway.lambda;

import dev.reprise.gateway.application.DescribeExecution;
import dev.reprise.gateway.application.DescribeExecution.Described;
import dev.reprise.workflow.protocol.JsonWriter;
import dev.reprise.workflow.protocol.TraceHeader;
import java.io.IOException;

/** Shows an execution. */
final class GetDurableExecution implements ApiOperation {
    private final DescribeExecution describe;
    private final ExecutionArns arns;

    GetDurableExecution(DescribeExecution describe, ExecutionArns arns) {
        this.describe = describe;
        this.arns = arns;
    }

    @Override
    public Answer answer(ApiRequest request) {
        var parameters = new Parameters(request);
        var arn = parameters.executionArn();
        boolean withData = parameters.flag("IncludeExecutionData", true);
        parameters.requireShape();
        var id = arn.execution();
        var described = id == null ? null : describe.describe(id);
        if (described == null || !arn.names(described.header())) {
            throw NamedExecutions.notFound(arn);
        }
        return Answer.ok(JsonWriter.message(out -> write(out, described, withData)));
    }

    private void write(JsonWriter out, Described described, boolean withData) throws IOException {
        var header = described.header();
        new ExecutionJson(arns).write(out, header);
        boolean ended = header.status().isClosed(); // the details were read after the header, and may be newer
        if (withData) {
            out.payload("InputPayload", described.details().input());
            out.payload("Result", ended ? described.details().result() : null);
        }
        out.failure("Error", ended ? described.details().failure() : null);
        out.text("Version", header.version());
        var trace = TraceHeader.ofTraceParent(header.traceParent());
        if (trace != null) {
            out.object("TraceHeader", o -> o.text("XAmznTraceId", trace));
        }
        out.flag("ExecutionDataIncluded", withData);
        out.object("DurableConfig", config -> {
            config.number("RetentionPeriodInDays", header.terms().retention().toDays());
            config.number("ExecutionTimeout", header.terms().timeout().toSeconds());
        });
        var pause = header.pause();
        if (pause != null) {
            out.object("PauseDetails", details -> {
                details.time("PauseRequestTimestamp", pause.requestedAt());
                details.flag("ExecutionTimeoutPaused", pause.timeoutPaused());
                details.text("Reason", withData ? pause.reason() : null);
            });
        }
    }
}
