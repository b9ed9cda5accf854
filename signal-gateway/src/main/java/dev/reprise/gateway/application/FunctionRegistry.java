package dev.reprise.gateway.application;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The registered functions, each with its published versions and its aliases. Thread-safe. All methods throw
 * {@link dev.reprise.streams.JournalUnavailable} while the functions have not been read yet, or when a change may or may
 * not have been recorded. Changes return when reading shows them, and block until then.
 */
public interface FunctionRegistry {
    /**
     * A function in the version that a qualifier stands for now, or null when there is none.
     *
     * @param qualifier {@link RegisteredFunction#LATEST}, a published version's number, or an alias
     */
    @Nullable
    RegisteredFunction find(String name, String qualifier);

    /** A function with its versions and aliases, or null when there is none. */
    @Nullable
    FunctionVersions versions(String name);

    /** All functions as they are now, by name. */
    List<RegisteredFunction> all();

    /** Registers a function, or changes it. Published versions stay as they are. */
    void put(RegisteredFunction latest);

    /**
     * Publishes a function as it is now. When its newest version is just like it, that one is answered, so that trying
     * again is safe.
     *
     * @return the version, or null when there is no such function
     */
    @Nullable
    RegisteredFunction publish(String name);

    /** Lets an alias stand for a version that is there, whatever it stood for before. */
    void putAlias(String name, Alias alias);

    /** Forgets a function with all its versions and aliases. Returns whether there was one. */
    boolean remove(String name);

    /** Forgets a published version or an alias. Returns whether there was one. A number is not given out again. */
    boolean remove(String name, String qualifier);
}
