package dev.reprise.workflow.quarkus;

import dev.reprise.workflow.log.EventLog;
import dev.reprise.workflow.spi.ExecutionListener;
import java.util.ArrayList;
import java.util.List;

/** Who is told of what functions do: the listeners that are beans, and the log where that is wanted. */
public final class EventListeners {
    private EventListeners() {}

    /** All of them as one. */
    public static ExecutionListener of(List<ExecutionListener> beans, RepriseConfig config) {
        var listeners = new ArrayList<>(beans);
        if (config.functions().logEvents()) {
            listeners.add(new EventLog());
        }
        return ExecutionListener.all(listeners);
    }
}
