package dev.reprise.workflow;

import org.jspecify.annotations.Nullable;

/**
 * A function that survives crashes and long waits. It is run from its beginning as often as necessary: what it did through
 * its {@link DurableContext} before is not done again but answered from the journal. Therefore everything it does, in
 * which order, must follow from its input and from what the context answers; whatever touches the outside belongs into
 * a step.
 *
 * @param <I> what it is started with
 * @param <O> what it returns
 */
@FunctionalInterface
public interface DurableFunction<I, O> {
    /**
     * Runs the function. An exception thrown here fails the execution for good; retries belong into steps. An
     * {@link Error} does not: the function is invoked again.
     *
     * @param input what the execution was started with
     * @param dc the context, for this call and this thread only
     * @return the execution's result, written by the {@link PayloadCodec}, at most 1 MiB; null for none
     * @throws Exception to fail the execution
     */
    @Nullable
    O run(I input, DurableContext dc) throws Exception;
}
