package dev.reprise.gateway;

import dev.reprise.gateway.application.FunctionRegistry;
import dev.reprise.gateway.application.FunctionTarget;
import dev.reprise.gateway.application.RegisteredFunction;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A registry in memory. */
public final class Functions implements FunctionRegistry {
    private final ConcurrentSkipListMap<String, RegisteredFunction> functions = new ConcurrentSkipListMap<>();

    private final AtomicInteger untilFailure = new AtomicInteger();

    /** With one durable function of each name, in the process. */
    public static Functions inProcess(String... names) {
        var functions = new Functions();
        for (var name : names) {
            functions.put(RegisteredFunction.durable(name, new FunctionTarget.InProcess(name)));
        }
        return functions;
    }

    /** Lets one question fail in a way that nobody foresees: the next one is number 1. */
    public void failFind(int number) {
        untilFailure.set(number);
    }

    @Override
    public @Nullable RegisteredFunction find(String name) {
        if (untilFailure.decrementAndGet() == 0) {
            throw new IllegalStateException("a bug");
        }
        return functions.get(name);
    }

    @Override
    public List<RegisteredFunction> all() {
        return List.copyOf(functions.values());
    }

    @Override
    public void put(RegisteredFunction function) {
        functions.put(function.name(), function);
    }

    @Override
    public boolean remove(String name) {
        return functions.remove(name) != null;
    }
}
