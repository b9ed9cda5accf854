package dev.reprise.testkit.simulation;

import java.util.PriorityQueue;

/** What is to happen, in the order of simulated time, and at one time in the order in which it was noted. */
final class Agenda {
    private final PriorityQueue<Item> items = new PriorityQueue<>();
    private long now;
    private long noted;
    private long done;

    private record Item(long at, long number, Runnable what) implements Comparable<Item> {
        @Override
        public int compareTo(Item other) {
            return at == other.at ? Long.compare(number, other.number) : Long.compare(at, other.at);
        }
    }

    /** Milliseconds since the simulation began. */
    long now() {
        return now;
    }

    /** How many things have happened. */
    long done() {
        return done;
    }

    void after(long millis, Runnable what) {
        items.add(new Item(now + Math.max(0, millis), noted++, what));
    }

    /** Lets the next thing happen; false, and no time has passed, when there is none until then. */
    boolean next(long until) {
        var next = items.peek();
        if (next == null || next.at() > until) {
            return false;
        }
        items.remove();
        now = next.at();
        done++;
        next.what().run();
        return true;
    }

    /** Lets time pass in which nothing happens. */
    void skipTo(long time) {
        now = Math.max(now, time);
    }
}
