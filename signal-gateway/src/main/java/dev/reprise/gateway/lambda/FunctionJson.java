package dev.reprise.gateway.lambda;

import dev.reprise.gateway.application.RegisteredFunction;
import dev.reprise.workflow.protocol.JsonWriter;
import java.io.IOException;

/**
 * Functions as the API shows them: no more than there is, since nobody here has code, handlers or roles.
 *
 * @param arns how they are named
 */
record FunctionJson(ExecutionArns arns) {
    /**
     * Writes a function's configuration.
     *
     * @param arn how the request has named it
     */
    void write(JsonWriter out, RegisteredFunction function, String arn) throws IOException {
        out.text("FunctionName", function.name());
        out.text("FunctionArn", arn);
        out.text("Version", function.version());
        out.number("Timeout", function.invocationTimeout().toSeconds());
        out.text("State", "Active");
        out.text("LastUpdateStatus", "Successful");
        if (function.durable()) {
            out.object("DurableConfig", config -> {
                config.number("ExecutionTimeout", function.terms().timeout().toSeconds());
                config.number(
                        "RetentionPeriodInDays", function.terms().retention().toDays());
            });
        }
    }

    /** Writes the configuration of a version, named as that version. */
    void write(JsonWriter out, RegisteredFunction function) throws IOException {
        write(out, function, arns.function(function.name(), function.version()));
    }
}
