package dev.reprise.gateway;

import dev.reprise.gateway.application.Alias;
import dev.reprise.gateway.application.FunctionRegistry;
import dev.reprise.gateway.application.FunctionTarget;
import dev.reprise.gateway.application.FunctionVersions;
import dev.reprise.gateway.application.RegisteredFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A registry in memory. */
public final class Functions implements FunctionRegistry {
    private final ConcurrentSkipListMap<String, FunctionVersions> functions = new ConcurrentSkipListMap<>();

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
    public @Nullable RegisteredFunction find(String name, String qualifier) {
        if (untilFailure.decrementAndGet() == 0) {
            throw new IllegalStateException("a bug");
        }
        var all = functions.get(name);
        if (all == null || qualifier.equals(RegisteredFunction.LATEST)) {
            return all == null ? null : all.latest();
        }
        var version = all.aliases().stream()
                .filter(alias -> alias.name().equals(qualifier))
                .map(Alias::version)
                .findFirst()
                .orElse(qualifier);
        return all.published().stream()
                .filter(published -> published.version().equals(version))
                .findFirst()
                .orElse(null);
    }

    @Override
    public @Nullable FunctionVersions versions(String name) {
        return functions.get(name);
    }

    @Override
    public List<RegisteredFunction> all() {
        return functions.values().stream().map(FunctionVersions::latest).toList();
    }

    @Override
    public void put(RegisteredFunction latest) {
        functions.compute(
                latest.name(),
                (name, all) -> all == null
                        ? new FunctionVersions(latest, List.of(), List.of())
                        : new FunctionVersions(latest, all.published(), all.aliases()));
    }

    @Override
    public @Nullable RegisteredFunction publish(String name) {
        var all = functions.computeIfPresent(name, (same, before) -> {
            var published = new ArrayList<>(before.published());
            published.add(before.latest().as(Integer.toString(published.size() + 1)));
            return new FunctionVersions(before.latest(), published, before.aliases());
        });
        return all == null ? null : all.published().getLast();
    }

    @Override
    public void putAlias(String name, Alias alias) {
        functions.computeIfPresent(name, (same, before) -> {
            var aliases = new ArrayList<>(before.aliases());
            aliases.removeIf(other -> other.name().equals(alias.name()));
            aliases.add(alias);
            return new FunctionVersions(before.latest(), before.published(), aliases);
        });
    }

    @Override
    public boolean remove(String name) {
        return functions.remove(name) != null;
    }

    @Override
    public boolean remove(String name, String qualifier) {
        throw new UnsupportedOperationException("No test needs it");
    }
}
