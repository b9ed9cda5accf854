package dev.reprise.gateway.lambda;

import dev.reprise.workflow.protocol.JsonWriter;

/** Shows a function's configuration, by itself or, in what GetFunction answers, as a member. */
final class GetFunction implements ApiOperation {
    private final NamedFunctions functions;
    private final ExecutionArns arns;
    private final boolean asMember;

    private GetFunction(NamedFunctions functions, ExecutionArns arns, boolean asMember) {
        this.functions = functions;
        this.arns = arns;
        this.asMember = asMember;
    }

    /** The operation GetFunction. */
    static GetFunction whole(NamedFunctions functions, ExecutionArns arns) {
        return new GetFunction(functions, arns, true);
    }

    /** The operation GetFunctionConfiguration. */
    static GetFunction configuration(NamedFunctions functions, ExecutionArns arns) {
        return new GetFunction(functions, arns, false);
    }

    @Override
    public Answer answer(ApiRequest request) {
        var parameters = new Parameters(request);
        var written = NamedFunctions.Written.in(parameters);
        parameters.requireShape();
        var name = written.name();
        var function = functions.require(name);
        var qualifier = name.qualifier();
        var arn = qualifier == null ? arns.function(function.name()) : arns.function(function.name(), qualifier);
        JsonWriter.Members configuration = out -> new FunctionJson(arns).write(out, function, arn);
        return Answer.ok(
                JsonWriter.message(asMember ? out -> out.object("Configuration", configuration) : configuration));
    }
}
