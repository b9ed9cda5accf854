package dev.reprise.signals.lambda;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * Messages that came together. Those of one lane are handed over one after another, and after one that is not, none of that
 * lane is; lanes go side by side, some at a time.
 */
final class Batch {
    private static final int AT_ONCE = 10;

    private final Map<String, List<Entry>> lanes = new LinkedHashMap<>();

    private record Entry(String id, Message message) {}

    /**
     * Adds a message.
     *
     * @param lane those of one keep their order
     * @param id what the answer calls it
     */
    void add(String lane, String id, Message message) {
        lanes.computeIfAbsent(lane, any -> new ArrayList<>()).add(new Entry(id, message));
    }

    /** Hands all over. Returns the ids of those that are to be delivered again. */
    List<String> hand(Service service, Deadline deadline) {
        var room = new Semaphore(AT_ONCE);
        var again = new ArrayList<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = new ArrayList<Future<List<String>>>();
            for (var lane : lanes.values()) {
                Callable<List<String>> task = () -> {
                    room.acquire();
                    try {
                        return hand(lane, service, deadline);
                    } finally {
                        room.release();
                    }
                };
                tasks.add(threads.submit(task));
            }
            for (var task : tasks) {
                again.addAll(task.get());
            }
            return again;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Expected a message to be handed over or not, but: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The function is stopped", e);
        }
    }

    private static List<String> hand(List<Entry> lane, Service service, Deadline deadline) {
        for (int i = 0; i < lane.size(); i++) {
            if (service.hand(lane.get(i).message(), deadline) != Handed.OVER) {
                return lane.subList(i, lane.size()).stream().map(Entry::id).toList();
            }
        }
        return List.of();
    }
}
