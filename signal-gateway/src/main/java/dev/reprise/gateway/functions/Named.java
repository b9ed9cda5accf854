package dev.reprise.gateway.functions;

import dev.reprise.gateway.application.Alias;
import dev.reprise.gateway.application.FunctionVersions;
import dev.reprise.gateway.application.RegisteredFunction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All that the topic says about one name. Thread-safe. */
final class Named {
    private final String name;
    private @Nullable RegisteredFunction latest;

    /** Every number that was ever given out, with nothing for a version that was removed. */
    private final TreeMap<Integer, Optional<RegisteredFunction>> published = new TreeMap<>();

    private final TreeMap<String, Alias> aliases = new TreeMap<>();

    Named(String name) {
        this.name = name;
    }

    /**
     * Takes in a record of this name.
     *
     * @param value null for a record that deletes
     * @throws dev.reprise.core.InvalidValue when the record says nothing that a function can be
     */
    synchronized void take(FunctionKey key, byte @Nullable [] value) {
        if (key.isLatest()) {
            latest = value == null ? null : FunctionJson.read(name, RegisteredFunction.LATEST, value);
        } else if (key.isPublished()) {
            takePublished(Integer.valueOf(key.qualifier()), value);
        } else if (value == null) {
            aliases.remove(key.qualifier());
        } else {
            aliases.put(key.qualifier(), FunctionJson.readAlias(key.qualifier(), value));
        }
    }

    /** A version never changes: when two nodes publish under one number, the first in the topic stands. */
    private void takePublished(Integer number, byte @Nullable [] value) {
        if (value == null) {
            published.remove(number);
            return;
        }
        var version = Optional.ofNullable(FunctionJson.read(name, number.toString(), value));
        if (version.isEmpty()) {
            published.put(number, version);
        } else {
            published.putIfAbsent(number, version);
        }
    }

    synchronized @Nullable RegisteredFunction find(String qualifier) {
        var alias = aliases.get(qualifier);
        var version = alias == null ? qualifier : alias.version();
        if (latest == null || version.equals(RegisteredFunction.LATEST)) {
            return latest;
        }
        return RegisteredFunction.isPublished(version)
                ? published
                        .getOrDefault(Integer.valueOf(version), Optional.empty())
                        .orElse(null)
                : null;
    }

    synchronized @Nullable FunctionVersions versions() {
        return latest == null
                ? null
                : new FunctionVersions(latest, present(published.values()), new ArrayList<>(aliases.values()));
    }

    private static ArrayList<RegisteredFunction> present(Collection<Optional<RegisteredFunction>> versions) {
        var present = new ArrayList<RegisteredFunction>();
        versions.forEach(version -> version.ifPresent(present::add));
        return present;
    }

    synchronized String nextVersion() {
        return Integer.toString(published.isEmpty() ? 1 : published.lastKey() + 1);
    }

    /** The record that says of a version what is said here: null when its number was never given out. */
    synchronized byte @Nullable [] standing(String version) {
        var stands = published.get(Integer.valueOf(version));
        return stands == null ? null : stands.map(FunctionJson::write).orElse(FunctionJson.REMOVED);
    }

    /** Every number that was given out, and every alias: the keys beside the name itself. */
    synchronized ArrayList<FunctionKey> qualified() {
        var keys = new ArrayList<FunctionKey>();
        aliases.keySet().forEach(alias -> keys.add(new FunctionKey(name, alias)));
        published.keySet().forEach(number -> keys.add(new FunctionKey(name, number.toString())));
        return keys;
    }
}
