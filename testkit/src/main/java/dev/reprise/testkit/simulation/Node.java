package dev.reprise.testkit.simulation;

import dev.reprise.core.fold.Verdict;
import dev.reprise.core.journal.JournalRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A process of the service: takes requests, appends them, owns partitions. When it dies, all of that is gone. */
final class Node {
    private static final long VERDICT_WITHIN_MILLIS = 15_000;

    private final World world;
    private final String name;
    private final Host inProcess;
    private final Map<Integer, Task> tasks = new TreeMap<>();
    private final Map<Long, Waiter> waiters = new LinkedHashMap<>();
    private final Invoking invoking;
    private final Delivering delivering;
    private final Checkpointing checkpointing;
    private long clockSkewMillis;
    private boolean alive = true;
    private int life;

    Node(World world, String name) {
        this.world = world;
        this.name = name;
        inProcess = new Host(world, "the process of " + name);
        invoking = new Invoking(world, this);
        delivering = new Delivering(world, this);
        checkpointing = new Checkpointing(world, this);
    }

    boolean isAlive() {
        return alive;
    }

    /** Which of its lives it is in; what was begun in an earlier one is not gone on with. */
    int life() {
        return life;
    }

    Host inProcess() {
        return inProcess;
    }

    Invoking invoking() {
        return invoking;
    }

    Delivering delivering() {
        return delivering;
    }

    Checkpointing checkpointing() {
        return checkpointing;
    }

    /** The time by its own clock. */
    Instant now() {
        return Broker.START.plusMillis(Math.max(0, world.agenda().now() + clockSkewMillis));
    }

    void setClock(long skewMillis) {
        clockSkewMillis = skewMillis;
    }

    // Partitions

    @Nullable
    Task task(int partition) {
        return tasks.get(partition);
    }

    List<Task> tasks() {
        return List.copyOf(tasks.values());
    }

    /** Takes a partition over. */
    void take(int partition, int generation) {
        var task = new Task(world, this, partition, generation);
        tasks.put(partition, task);
        task.begin();
    }

    /** Finds that a partition is another's now: whoever waits for it is told that nothing is known. */
    void lose(Task task) {
        task.close();
        tasks.remove(task.partition(), task);
        unanswered(waiter -> waiter.partition == task.partition());
    }

    void crash() {
        world.story().tell(() -> name + " dies");
        alive = false;
        life++;
        tasks().forEach(Task::close);
        tasks.clear();
        inProcess.crash();
        invoking.forget();
        unanswered(waiter -> true);
    }

    void restart() {
        world.story().tell(() -> name + " is back");
        alive = true;
    }

    // Records

    /** Somebody who waits for a verdict. */
    private static final class Waiter {
        private final int partition;
        private final Consumer<@Nullable Verdict> then;
        private @Nullable Verdict verdict;
        private boolean acknowledged;

        Waiter(int partition, Consumer<@Nullable Verdict> then) {
            this.partition = partition;
            this.then = then;
        }
    }

    /**
     * Appends a record and waits until it is folded here and acknowledged.
     *
     * @param then gets the verdict, or null when nobody knows whether it was appended
     */
    void submit(int partition, JournalRecord record, Consumer<@Nullable Verdict> then) {
        if (!alive || task(partition) == null) {
            then.accept(null);
            return;
        }
        long nonce = world.number();
        waiters.put(nonce, new Waiter(partition, then));
        send(partition, record, nonce, acknowledged -> acknowledged(nonce, acknowledged));
        world.agenda().after(VERDICT_WITHIN_MILLIS, () -> answer(nonce, null));
    }

    private void acknowledged(long nonce, boolean acknowledged) {
        var waiter = waiters.get(nonce);
        if (waiter == null) {
            return;
        }
        if (!acknowledged) {
            answer(nonce, null);
        } else if (waiter.verdict == null) {
            waiter.acknowledged = true;
        } else {
            answer(nonce, waiter.verdict);
        }
    }

    /** A record was folded here. */
    void folded(long nonce, Verdict verdict) {
        var waiter = waiters.get(nonce);
        if (waiter == null) {
            return;
        }
        waiter.verdict = verdict;
        if (waiter.acknowledged) {
            answer(nonce, verdict);
        }
    }

    private void answer(long nonce, @Nullable Verdict verdict) {
        var waiter = waiters.remove(nonce);
        if (waiter != null) {
            waiter.then.accept(verdict);
        }
    }

    private void unanswered(Predicate<Waiter> which) {
        var some = new ArrayList<Long>();
        waiters.forEach((nonce, waiter) -> {
            if (which.test(waiter)) {
                some.add(nonce);
            }
        });
        some.forEach(nonce -> answer(nonce, null));
    }

    /** Sends a record to the journal, which may go wrong in every way there is. */
    void send(int partition, JournalRecord record, long nonce, Consumer<Boolean> acknowledged) {
        if (world.faulty(0.004)) {
            world.story().tell(() -> name + " dies before it appends " + record);
            world.cluster().crash(this);
            return;
        }
        long sentIn = world.latency() + (world.faulty(0.03) ? world.chance().delay(30_000) : 0);
        boolean lost = world.faulty(0.02);
        boolean dies = world.faulty(0.004);
        boolean silent = world.faulty(0.02);
        int inLife = life;
        world.agenda().after(sentIn, () -> {
            if (!lost) {
                world.broker().append(partition, record, nonce);
            }
            if (dies && alive && life == inLife) {
                world.story().tell(() -> name + " dies after it has appended " + record);
                world.cluster().crash(this);
            }
            world.agenda().after(world.latency(), () -> {
                if (alive && life == inLife) {
                    acknowledged.accept(!lost && !silent);
                }
            });
        });
    }

    @Override
    public String toString() {
        return name;
    }
}
