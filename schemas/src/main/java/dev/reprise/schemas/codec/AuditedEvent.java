package dev.reprise.schemas.codec;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.history.HistoryEvent;

/**
 * A record of the history topic.
 *
 * @param execution whose event it is
 * @param key what callers know that execution by
 * @param event the event
 */
public record AuditedEvent(ExecutionId execution, ExecutionKey key, HistoryEvent event) {}
