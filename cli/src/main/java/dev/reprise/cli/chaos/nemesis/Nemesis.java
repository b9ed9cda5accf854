package dev.reprise.cli.chaos.nemesis;

import dev.reprise.cli.chaos.history.Injected;
import dev.reprise.cli.chaos.history.Notebook;
import dev.reprise.cli.chaos.proxy.Weather;
import dev.reprise.cli.process.Member;
import dev.reprise.cli.terminal.CommandFailure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Carries out a schedule, each lane in a thread of its own, and waits after each fault until its victim serves again. */
public final class Nemesis {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration POLITE = Duration.ofSeconds(30);
    private static final Weather SLOW = new Weather.Slow(Duration.ofMillis(150));

    private final Battlefield battlefield;
    private final Notebook notebook;
    private final Consumer<String> teller;
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<String> troubles = new CopyOnWriteArrayList<>();

    /** Tells what it does, a line each. */
    public Nemesis(Battlefield battlefield, Notebook notebook, Consumer<String> teller) {
        this.battlefield = battlefield;
        this.notebook = notebook;
        this.teller = teller;
    }

    /**
     * Does all of it, and returns when all is healed: as soon as it can after this length of time.
     *
     * @return a sentence for each victim that did not serve again; its lane then ended early, and so did all others
     */
    public List<String> rage(Schedule schedule, Duration length) throws InterruptedException {
        long began = notebook.micros();
        var lanes = schedule.byLane().values().stream()
                .map(faults -> Thread.ofVirtual().start(() -> rage(faults, began)))
                .toList();
        over.await(length.toMillis(), TimeUnit.MILLISECONDS);
        over.countDown();
        for (var lane : lanes) {
            lane.join();
        }
        return List.copyOf(troubles);
    }

    private void rage(List<Fault> faults, long began) {
        try {
            for (var fault : faults) {
                long waitMillis = fault.at().toMillis() - (notebook.micros() - began) / 1_000;
                if (over.await(Math.max(0, waitMillis), TimeUnit.MILLISECONDS)) {
                    return;
                }
                inject(fault);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (CommandFailure trouble) {
            troubles.add(String.valueOf(trouble.getMessage()));
            over.countDown();
        }
    }

    private void inject(Fault fault) throws InterruptedException {
        var victim = battlefield.victim(fault);
        long begun = notebook.micros();
        teller.accept("%s %s".formatted(fault.kind(), fault.whom()));
        begin(fault, victim);
        over.await(fault.holds().toMillis(), TimeUnit.MILLISECONDS);
        heal(fault, victim);
        long healed = notebook.micros();
        awaitReady(fault, victim);
        notebook.note(new Injected(fault.kind().name(), victim.name(), begun, healed, notebook.micros()));
    }

    private void begin(Fault fault, Member victim) {
        switch (fault.kind()) {
            case KILL_BROKER, KILL_NODE, KILL_HOST -> victim.kill();
            case FREEZE_BROKER, FREEZE_NODE, FREEZE_HOST -> victim.pause();
            case RESTART_BROKER, RESTART_NODE -> victim.stop(POLITE);
            case CUT_NODE_FROM_KAFKA, CUT_HOST -> weather(fault, new Weather.Cut());
            case SILENCE_NODE_FROM_KAFKA, SILENCE_LINK_TO_BROKER, SILENCE_HOST -> weather(fault, new Weather.Silent());
            case SLOW_NODE_TO_KAFKA -> weather(fault, SLOW);
        }
    }

    private void heal(Fault fault, Member victim) {
        switch (fault.kind()) {
            case KILL_BROKER, KILL_NODE, KILL_HOST, RESTART_BROKER, RESTART_NODE -> victim.start();
            case FREEZE_BROKER, FREEZE_NODE, FREEZE_HOST -> victim.resume();
            case CUT_NODE_FROM_KAFKA,
                    CUT_HOST,
                    SILENCE_NODE_FROM_KAFKA,
                    SILENCE_LINK_TO_BROKER,
                    SILENCE_HOST,
                    SLOW_NODE_TO_KAFKA -> weather(fault, new Weather.Fair());
        }
    }

    private void weather(Fault fault, Weather weather) {
        battlefield.links(fault).forEach(link -> link.weather(weather));
    }

    /** Only then may the next of its lane be hit: a broker that is behind counts as one that is away. */
    private void awaitReady(Fault fault, Member victim) {
        victim.awaitReady(PATIENCE);
        if (fault.kind().lane() == FaultKind.Lane.BROKER) {
            try (var replicas = battlefield.cluster().replicas()) {
                replicas.awaitInSync(PATIENCE);
            }
        }
    }
}
