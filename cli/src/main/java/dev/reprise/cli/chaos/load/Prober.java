package dev.reprise.cli.chaos.load;

import dev.reprise.cli.chaos.history.Call;
import dev.reprise.cli.chaos.history.Call.Action;
import dev.reprise.cli.chaos.history.Plan;
import dev.reprise.core.ExecutionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Writes to each partition of the journal, again and again, so that the history tells for how long it could not be written
 * to: a start under a name that is taken is a record like any other, and changes nothing.
 */
final class Prober implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofMillis(300);
    private static final int MOST_NAMES = 500;

    private final Load.Shape shape;
    private final List<Api.Door> doors;
    private final Api api;
    private final CountDownLatch noMore;
    private final List<Thread> threads = new ArrayList<>();

    Prober(Load.Shape shape, List<Api.Door> doors, Api api, CountDownLatch noMore) {
        this.shape = shape;
        this.doors = doors;
        this.api = api;
        this.noMore = noMore;
    }

    /** Finds a name in each partition, and begins. */
    void start() {
        probes().forEach((partition, plan) ->
                threads.add(Thread.ofVirtual().name("probe-" + partition).start(() -> probe(partition, plan))));
    }

    private Map<Integer, Plan> probes() {
        var found = new HashMap<Integer, Plan>();
        for (int number = 0; found.size() < shape.partitions() && number < MOST_NAMES; number++) {
            var plan = Plans.probe(shape.seed(), number);
            var seen = api.start(Action.START, doors.getFirst(), plan).seen();
            if (seen != null) {
                found.putIfAbsent(ExecutionId.parse(seen.executionId()).partition(), plan);
            }
        }
        return found;
    }

    private void probe(int partition, Plan plan) {
        var random = new SplittableRandom(shape.seed() + partition);
        try {
            do {
                Call ignored = api.start(Action.PROBE, doors.get(random.nextInt(doors.size())), plan);
            } while (!noMore.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}
