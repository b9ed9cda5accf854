package dev.reprise.workflow.spi;

import java.util.List;

/**
 * Told of what running functions do, as it happens, and not again when it is repeated by a replay. All events of one
 * invocation are told on the thread that runs it, in order, so what takes long delays the function. Used by many threads
 * at once. What it throws is logged and harms nothing.
 */
public interface ExecutionListener {
    /** Nobody listens, which costs nothing. */
    ExecutionListener NONE = event -> {};

    /** Something has happened. */
    void on(ExecutionEvent event);

    /** Tells each of several; what one throws does not keep it from the others. */
    static ExecutionListener all(List<? extends ExecutionListener> listeners) {
        return switch (listeners.size()) {
            case 0 -> NONE;
            case 1 -> listeners.getFirst();
            default -> new SeveralListeners(List.copyOf(listeners));
        };
    }
}
