package dev.reprise.cli.chaos;

import dev.reprise.cli.audit.HistoryRecord;
import dev.reprise.cli.audit.HistoryTopic;
import dev.reprise.cli.audit.Selection;
import dev.reprise.cli.terminal.CommandFailure;
import dev.reprise.core.history.Happening;
import dev.reprise.schemas.codec.AuditedEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Reads all that the history topic has. */
final class Topic {
    private static final String NAME = "reprise.history";
    private static final long LOOK_AGAIN_MILLIS = 1_000;

    private final String bootstrapServers;

    Topic(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** All events, once the last of each execution is committed; or all that there are after this time. */
    List<AuditedEvent> events(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        var events = read();
        while (hasOpenOnes(events) && System.nanoTime() < end) {
            Thread.sleep(LOOK_AGAIN_MILLIS);
            events = read();
        }
        return events;
    }

    private List<AuditedEvent> read() {
        var events = new ArrayList<AuditedEvent>();
        try (var topic = HistoryTopic.of(bootstrapServers, NAME)) {
            topic.read(new Selection.Within(null, null), record -> {
                switch (record) {
                    case HistoryRecord.Event found -> events.add(found.event());
                    case HistoryRecord.Purged ignored -> {}
                    case HistoryRecord.Undecodable found ->
                        throw new CommandFailure(
                                "Expected to read the history topic, but %s: %s".formatted(found.where(), found.why()));
                }
            });
        }
        return events;
    }

    private static boolean hasOpenOnes(List<AuditedEvent> events) {
        var open = new HashSet<String>();
        for (var event : events) {
            switch (event.event().event()) {
                case Happening.ExecutionStarted ignored ->
                    open.add(event.execution().toString());
                case Happening.ExecutionSucceeded ignored ->
                    open.remove(event.execution().toString());
                case Happening.ExecutionFailed ignored ->
                    open.remove(event.execution().toString());
                case Happening.ExecutionTimedOut ignored ->
                    open.remove(event.execution().toString());
                case Happening.ExecutionStopped ignored ->
                    open.remove(event.execution().toString());
                default -> {}
            }
        }
        return !open.isEmpty();
    }
}
