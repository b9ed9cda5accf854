package dev.reprise.gateway.application;

import dev.reprise.core.Failure;
import dev.reprise.core.InvalidValue;
import dev.reprise.core.operation.InvokeTarget;
import dev.reprise.workflow.protocol.ProtocolLimits;

/** Finds what the name of a called function stands for when the call is asked for. Thread-safe. */
public final class CallTargets {
    /** What the protocol says when a durable function is named without saying which version. */
    public static final String UNQUALIFIED = "You cannot invoke a durable function using an unqualified ARN.";

    private final FunctionRegistry functions;
    private final String region;
    private final String account;

    /**
     * Finds functions.
     *
     * @param region the region that the functions live in, as ARNs say it
     * @param account the account that they live in
     */
    public CallTargets(FunctionRegistry functions, String region, String account) {
        this.functions = functions;
        this.region = region;
        this.account = account;
    }

    /**
     * What a function as the caller wrote it stands for now. One that cannot be called is {@link
     * InvokeTarget.Unresolvable}, with the error that the service itself would answer.
     *
     * @throws InvalidValue in the protocol's words, when the text names no function or one that lives elsewhere
     */
    public InvokeTarget resolve(String function) {
        var name = named(function);
        var qualifier = name.qualifier();
        var registered = functions.find(name.name(), qualifier == null ? RegisteredFunction.LATEST : qualifier);
        if (registered == null) {
            return unresolvable(function, "ResourceNotFoundException", "Function not found: " + function);
        }
        if (!registered.durable()) {
            return new InvokeTarget.Plain(function, registered.name(), registered.version());
        }
        return qualifier == null
                ? unresolvable(function, "InvalidParameterValueException", UNQUALIFIED)
                : new InvokeTarget.Durable(
                        function,
                        registered.name(),
                        registered.version(),
                        registered.terms(ProtocolLimits.ASYNC_OUTPUT_BYTES));
    }

    private FunctionName named(String function) {
        FunctionName name;
        try {
            name = FunctionName.parse(function, null);
        } catch (InvalidValue e) {
            throw new InvalidValue("Invalid function ARN '" + function + "'");
        }
        if (name.account() != null && !name.account().equals(account)) {
            throw new InvalidValue("Cannot start a CHAINED_INVOKE on a function in another account.");
        }
        if (name.region() != null && !name.region().equals(region)) {
            throw new InvalidValue("Cannot start a CHAINED_INVOKE on a function in another region.");
        }
        return name;
    }

    private static InvokeTarget unresolvable(String function, String type, String message) {
        return new InvokeTarget.Unresolvable(function, Failure.of(type, message));
    }
}
