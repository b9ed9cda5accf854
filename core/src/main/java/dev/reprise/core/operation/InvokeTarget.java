package dev.reprise.core.operation;

import dev.reprise.core.Failure;
import dev.reprise.core.Terms;

/**
 * What a chained invoke calls. The gateway resolves it before the checkpoint is appended, so that folding needs no
 * registry.
 */
public sealed interface InvokeTarget {
    /** The function as the caller wrote it. */
    String function();

    /**
     * A durable function: an execution of its own is started.
     *
     * @param name the function's plain name
     * @param version the version the name stood for
     * @param terms the terms the child execution runs under
     */
    record Durable(String function, String name, String version, Terms terms) implements InvokeTarget {}

    /**
     * A plain function: it is called once.
     *
     * @param name the function's plain name
     * @param version the version the name stood for
     */
    record Plain(String function, String name, String version) implements InvokeTarget {}

    /** A function that cannot be called; the operation fails at once with the reason. */
    record Unresolvable(String function, Failure reason) implements InvokeTarget {}
}
