package dev.reprise.gateway.application;

import dev.reprise.core.Failure;
import dev.reprise.core.operation.InvokeTarget;
import java.util.regex.Pattern;

/** Finds what the name of a called function stands for when the call is asked for. Thread-safe. */
public final class CallTargets {
    /** {@code name}, {@code name:qualifier}, or a function's ARN with or without a qualifier. */
    private static final Pattern FUNCTION = Pattern.compile(
            "(?:arn:[a-z-]+:lambda:[a-z0-9-]*:[0-9]*:function:)?([A-Za-z0-9_-]{1,64})(?::([$A-Za-z0-9._-]+))?");

    private final FunctionRegistry functions;

    public CallTargets(FunctionRegistry functions) {
        this.functions = functions;
    }

    /** What a function as the caller wrote it stands for now. */
    public InvokeTarget resolve(String function) {
        var parts = FUNCTION.matcher(function);
        if (!parts.matches()) {
            return unresolvable(function, "InvalidParameterValueException", "Invalid function ARN '" + function + "'");
        }
        var registered = functions.find(parts.group(1));
        var qualifier = parts.group(2);
        if (registered == null || (qualifier != null && !qualifier.equals(RegisteredFunction.LATEST))) {
            return unresolvable(function, "ResourceNotFoundException", "Function not found: " + function);
        }
        return registered.durable()
                ? new InvokeTarget.Durable(function, registered.name(), RegisteredFunction.LATEST, registered.terms())
                : new InvokeTarget.Plain(function, registered.name(), RegisteredFunction.LATEST);
    }

    private static InvokeTarget unresolvable(String function, String type, String message) {
        return new InvokeTarget.Unresolvable(function, Failure.of(type, message));
    }
}
