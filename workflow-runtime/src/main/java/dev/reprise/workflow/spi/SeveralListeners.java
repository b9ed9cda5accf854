package dev.reprise.workflow.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells each of several listeners, and throws at the end what the first of them threw. */
record SeveralListeners(List<ExecutionListener> listeners) implements ExecutionListener {
    @Override
    public void on(ExecutionEvent event) {
        @Nullable Throwable first = null;
        for (var listener : listeners) {
            try {
                listener.on(event);
            } catch (RuntimeException | Error thrown) {
                first = first == null ? thrown : first;
            }
        }
        switch (first) {
            case null -> {}
            case Error error -> throw error;
            case Throwable thrown -> throw (RuntimeException) thrown;
        }
    }
}
