package dev.reprise.gateway.lambda;

import dev.reprise.gateway.application.FunctionName;
import dev.reprise.gateway.application.FunctionRegistry;
import dev.reprise.gateway.application.FunctionVersions;
import dev.reprise.gateway.application.RegisteredFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the functions that requests name. Thread-safe. */
final class NamedFunctions {
    private static final Pattern FUNCTION = Pattern.compile(
            "(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_\\.]+)(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?");
    private static final Pattern QUALIFIER = Pattern.compile("\\$(LATEST(\\.PUBLISHED)?)|[a-zA-Z0-9-_$]+");

    private final FunctionRegistry functions;
    private final ExecutionArns arns;

    NamedFunctions(FunctionRegistry functions, ExecutionArns arns) {
        this.functions = functions;
        this.arns = arns;
    }

    /** What a request calls a function, in its path and beside it. To be read before the shape is required. */
    record Written(String function, @Nullable String qualifier) {
        static Written in(Parameters parameters) {
            return new Written(
                    parameters.label("functionName", 256, FUNCTION), parameters.text("Qualifier", 128, QUALIFIER));
        }

        /**
         * What it means.
         *
         * @throws dev.reprise.core.InvalidValue when it says two different things
         */
        FunctionName name() {
            return FunctionName.parse(function, qualifier);
        }
    }

    /**
     * The version of a function that a name means now; the function as it is now when it says nothing of versions.
     *
     * @throws Refusal when there is none
     */
    RegisteredFunction require(FunctionName name) {
        var qualifier = name.qualifier();
        var found = isOurs(name)
                ? functions.find(name.name(), qualifier == null ? RegisteredFunction.LATEST : qualifier)
                : null;
        if (found == null) {
            throw notFound(name);
        }
        return found;
    }

    /**
     * A function with its versions, whichever of them a name means.
     *
     * @throws Refusal when there is none
     */
    FunctionVersions requireAll(FunctionName name) {
        var found = isOurs(name) ? functions.versions(name.name()) : null;
        if (found == null) {
            throw notFound(name);
        }
        return found;
    }

    private boolean isOurs(FunctionName name) {
        return (name.account() == null || name.account().equals(arns.account()))
                && (name.region() == null || name.region().equals(arns.region()));
    }

    private Refusal notFound(FunctionName name) {
        var region = name.region() == null ? arns.region() : name.region();
        var account = name.account() == null ? arns.account() : name.account();
        var named = new ExecutionArns(region, account);
        var qualifier = name.qualifier();
        return AwsError.RESOURCE_NOT_FOUND.refusal("Function not found: "
                + (qualifier == null ? named.function(name.name()) : named.function(name.name(), qualifier)));
    }
}
