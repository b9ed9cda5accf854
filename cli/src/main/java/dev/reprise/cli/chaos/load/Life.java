package dev.reprise.cli.chaos.load;

import dev.reprise.cli.chaos.functions.ChaosFunctions;
import dev.reprise.cli.chaos.history.Call;
import dev.reprise.cli.chaos.history.Call.Action;
import dev.reprise.cli.chaos.history.Plan;
import dev.reprise.cli.chaos.world.WorldServer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * One execution as its clients see it: started, sent what it waits for, read now and then, and its end seen. Whatever has an
 * unknown outcome is asked for again, until the run gives up. Blocks; meant for a virtual thread of its own.
 */
final class Life implements Runnable {
    private static final int LEAST_PAUSE_MILLIS = 100;
    private static final int MOST_PAUSE_MILLIS = 700;

    private final Plan plan;
    private final SplittableRandom random;
    private final List<Api.Door> doors;
    private final Api api;
    private final Publisher publisher;
    private final WorldServer world;
    private final BooleanSupplier givenUp;

    /** What all lives share. */
    record Surroundings(
            List<Api.Door> doors, Api api, Publisher publisher, WorldServer world, BooleanSupplier givenUp) {}

    Life(Plan plan, SplittableRandom random, Surroundings surroundings) {
        this.plan = plan;
        this.random = random;
        this.doors = surroundings.doors();
        this.api = surroundings.api();
        this.publisher = surroundings.publisher();
        this.world = surroundings.world();
        this.givenUp = surroundings.givenUp();
    }

    /** The run is over before this is. */
    private static final class GivenUp extends RuntimeException {
        private static final long serialVersionUID = 1L;

        GivenUp() {
            super(null, null, false, false);
        }
    }

    @Override
    public void run() {
        try {
            var started = insist(() -> api.start(Action.START, door(), plan)).seen();
            if (started != null) {
                live(started.executionId());
                awaitEnd(started.executionId());
            }
        } catch (GivenUp e) {
            // the checker finds what is missing
        }
    }

    private void live(String id) {
        switch (plan.kind()) {
            case SIGNALS -> sendSignals(id);
            case CALLBACKS, JAVASCRIPT -> answer();
            case STOPPED -> stop(id);
            case STEPS, TIMERS, CALLS -> {}
        }
    }

    private void sendSignals(String id) {
        var mixed = new ArrayList<>(plan.signals());
        Collections.shuffle(mixed, new Random(random.nextLong()));
        for (var signal : mixed) {
            send(id, ChaosFunctions.GO, signal);
            if (random.nextInt(5) == 0) {
                send(id, ChaosFunctions.GO, signal); // it has an id, so that it counts once
            }
            if (random.nextBoolean()) {
                read(id);
            }
        }
        if (!plan.late().isEmpty()) {
            send(id, ChaosFunctions.LATE, plan.late());
        }
    }

    private void send(String id, String signal, String content) {
        insist(() -> random.nextBoolean()
                ? api.signal(door(), plan, id, signal, content)
                : publisher.publish(plan, signal, content));
    }

    private void answer() {
        var callback = world.question(plan.name());
        while (callback.isEmpty()) {
            rest();
            callback = world.question(plan.name());
        }
        var open = callback.get();
        insist(() -> api.answer(door(), plan, open, plan.signals().getFirst()));
    }

    private void stop(String id) {
        send(id, ChaosFunctions.GO, plan.signals().getFirst()); // nobody will ever take it
        rest();
        read(id);
        insist(() -> api.stop(door(), plan, id));
        read(id);
    }

    private void awaitEnd(String id) {
        while (true) {
            var call = insist(() -> api.result(door(), plan, id));
            var seen = call.seen();
            if (seen == null || seen.isClosed()) {
                read(id); // once more: what has ended stays as it was
                return;
            }
            read(id);
            rest();
        }
    }

    private void read(String id) {
        api.read(door(), plan, id);
    }

    /** Asks until the outcome is known. */
    private Call insist(Supplier<Call> question) {
        while (true) {
            var call = question.get();
            if (call.outcome() != Call.Outcome.UNKNOWN) {
                return call;
            }
            rest();
        }
    }

    private void rest() {
        if (givenUp.getAsBoolean()) {
            throw new GivenUp();
        }
        try {
            Thread.sleep(random.nextInt(LEAST_PAUSE_MILLIS, MOST_PAUSE_MILLIS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GivenUp();
        }
    }

    private Api.Door door() {
        return doors.get(random.nextInt(doors.size()));
    }
}
