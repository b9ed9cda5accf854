package dev.reprise.workflow.host;

import dev.reprise.core.InvalidValue;
import dev.reprise.workflow.DurableFunction;
import dev.reprise.workflow.FunctionDefinition;
import dev.reprise.workflow.RuntimeOptions;
import dev.reprise.workflow.TypeRef;
import dev.reprise.workflow.engine.Invocation;
import dev.reprise.workflow.protocol.InvocationEnvelope;
import dev.reprise.workflow.protocol.InvocationOutput;
import dev.reprise.workflow.spi.CheckpointClient;
import dev.reprise.workflow.spi.InvocationContext;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Functions by name. Immutable; any thread may invoke, and each invocation blocks its caller. */
public final class FunctionHost {
    private final Map<String, FunctionDefinition<?, ?>> functions;
    private final RuntimeOptions options;

    private FunctionHost(Builder builder) {
        functions = new TreeMap<>(builder.functions);
        options = builder.options;
    }

    /** Begins with no functions and {@link RuntimeOptions#DEFAULT}. */
    public static Builder builder() {
        return new Builder();
    }

    /** The names of the functions served, sorted. */
    public Set<String> names() {
        return Collections.unmodifiableSet(functions.keySet());
    }

    /**
     * Runs a function until it returns, throws or waits; see {@link Invocation#run}.
     *
     * @throws UnknownFunction when there is none of this name
     * @throws RuntimeException when it is to be invoked again after a pause; an {@link Error} means the same
     */
    public InvocationOutput invoke(String name, InvocationEnvelope envelope, CheckpointClient client) {
        return invoke(name, envelope, client, InvocationContext.UNKNOWN);
    }

    /**
     * The same where more is known of the invocation.
     *
     * @param context its deadline, if any, is when the invocation must be over; see {@link RuntimeOptions#deadline}
     */
    public InvocationOutput invoke(
            String name, InvocationEnvelope envelope, CheckpointClient client, InvocationContext context) {
        var function = functions.get(name);
        if (function == null) {
            throw new UnknownFunction(name, names());
        }
        var with = context.deadline() == null ? options : options.deadline(context.deadline());
        return Invocation.run(function, envelope, client, with, context);
    }

    /** Collects functions. */
    public static final class Builder {
        private final Map<String, FunctionDefinition<?, ?>> functions = new TreeMap<>();
        private RuntimeOptions options = RuntimeOptions.DEFAULT;

        private Builder() {}

        /**
         * Adds a function that is a class, whose type arguments tell the input's type.
         *
         * @param factory gives the instance for an invocation; called once now
         */
        public <I, O> Builder function(String name, Supplier<? extends DurableFunction<I, O>> factory) {
            return function(FunctionDefinition.of(name, factory));
        }

        /** Adds a function whose input's type is told, such as a lambda. */
        public <I, O> Builder function(String name, Class<I> inputType, DurableFunction<I, O> function) {
            return function(FunctionDefinition.of(name, TypeRef.of(inputType), function));
        }

        /** Adds a function. */
        public Builder function(FunctionDefinition<?, ?> function) {
            if (functions.putIfAbsent(function.name(), function) != null) {
                throw new InvalidValue(
                        "Expected one function of each name, but found two of '" + function.name() + "'");
            }
            return this;
        }

        /** Sets how the functions are run. */
        public Builder options(RuntimeOptions other) {
            options = other;
            return this;
        }

        /** The host. */
        public FunctionHost build() {
            return new FunctionHost(this);
        }
    }
}
