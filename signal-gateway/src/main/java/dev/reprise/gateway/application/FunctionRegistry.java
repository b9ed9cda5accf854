package dev.reprise.gateway.application;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The registered functions. Thread-safe. All methods throw {@link dev.reprise.streams.JournalUnavailable} while the
 * functions have not been read yet, or when a change may or may not have been recorded.
 */
public interface FunctionRegistry {
    /** The function with a name, or null when there is none. */
    @Nullable
    RegisteredFunction find(String name);

    /** All functions, by name. */
    List<RegisteredFunction> all();

    /** Registers a function, or changes it. Returns when {@link #find} shows it. Blocks. */
    void put(RegisteredFunction function);

    /** Forgets a function. Returns whether there was one, when {@link #find} shows it no more. Blocks. */
    boolean remove(String name);
}
