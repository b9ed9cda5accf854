package dev.reprise.testkit.simulation;

import dev.reprise.core.ExecutionKey;
import dev.reprise.core.Terms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything there is one of in a simulation. */
final class World {
    /** The function whose code is of another SDK. */
    static final String FOREIGN = "foreign";

    /** The function that the others call. */
    static final String CHILD = "child";

    private static final int PARTITIONS = 2;
    private static final int FLOWS = 3;

    private final Chance chance;
    private final Agenda agenda = new Agenda();
    private final Story story = new Story(agenda);
    private final Broker broker = new Broker(agenda, PARTITIONS);
    private final Ledger ledger = new Ledger();
    private final List<Changelog> changelogs = new ArrayList<>();
    private final List<Truth> truths = new ArrayList<>();
    private final Map<String, Plan> plans = new HashMap<>();
    private final Cluster cluster;
    private final double badLuck;
    private boolean healed;
    private long numbers;
    private @Nullable Violation violation;

    World(long seed) {
        chance = new Chance(seed);
        badLuck = chance.oneOf(List.of(0.0, 0.3, 1.0, 1.0, 2.0, 4.0));
        for (int partition = 0; partition < PARTITIONS; partition++) {
            changelogs.add(new Changelog());
            truths.add(new Truth(this, partition));
        }
        broker.listen(partition -> truths.get(partition).grew());
        cluster = new Cluster(this);
        plans.put(CHILD, Plan.madeUp(this, 3, List.of()));
        for (int i = 0; i < FLOWS; i++) {
            plans.put("flow-" + i, Plan.madeUp(this, 6, List.of(CHILD, "plain", "nobody")));
        }
    }

    Chance chance() {
        return chance;
    }

    Agenda agenda() {
        return agenda;
    }

    Story story() {
        return story;
    }

    Broker broker() {
        return broker;
    }

    Ledger ledger() {
        return ledger;
    }

    Changelog changelog(int partition) {
        return changelogs.get(partition);
    }

    Truth truth(int partition) {
        return truths.get(partition);
    }

    Cluster cluster() {
        return cluster;
    }

    Plan plan(String function) {
        var plan = plans.get(function);
        if (plan == null) {
            throw new IllegalStateException(
                    "Expected a function among %s, but found %s".formatted(plans.keySet(), function));
        }
        return plan;
    }

    /** The functions that clients start. */
    List<String> functions() {
        var all = new ArrayList<String>(List.of(FOREIGN, CHILD));
        for (int i = 0; i < FLOWS; i++) {
            all.add("flow-" + i);
        }
        return all;
    }

    /** The conditions of an execution: mostly generous ones, for most are to end by themselves. */
    Terms terms(String function) {
        return terms(retention(), function.equals(FOREIGN) ? 0.4 : 0.1);
    }

    private Duration retention() {
        return chance.happens(0.2) ? Duration.ofMillis(chance.delay(600_000)) : Duration.ofDays(14);
    }

    /** Those of a called one: it may be forgotten at once, though its call may still be delivered again. */
    Terms termsOfCalled() {
        return terms(chance.happens(0.5) ? Duration.ofMillis(chance.delay(1_000)) : retention(), 0.1);
    }

    private Terms terms(Duration retention, double tight) {
        var timeout = chance.happens(0.1) ? Duration.ofMillis(1 + chance.delay(3_600_000)) : Duration.ofDays(366);
        int operations = chance.happens(tight) ? chance.between(2, 10) : 1_000;
        long bytes = chance.happens(tight / 2) ? 300 : 1_000_000;
        int result = chance.happens(0.05) ? 40 : 1_000_000;
        int failures = chance.happens(0.1) ? chance.between(3, 8) : 0;
        return new Terms(timeout, retention, operations, bytes, result, failures);
    }

    int partitionOf(ExecutionKey key) {
        return Math.floorMod(Arrays.hashCode(key.routingKey()), PARTITIONS);
    }

    /** Another number each time. */
    long number() {
        return ++numbers;
    }

    /** Whether something goes wrong now that does so with this probability in ordinary weather. */
    boolean faulty(double probability) {
        return !healed && chance.happens(probability * badLuck);
    }

    boolean isHealed() {
        return healed;
    }

    void heal() {
        story.tell(() -> "from now on nothing goes wrong");
        healed = true;
        cluster.heal();
    }

    /** How many milliseconds a message is under way. */
    long latency() {
        return faulty(0.02) ? chance.delay(30_000) : chance.delay(10);
    }

    /** Called by running code: lets simulated time pass. */
    void sleep(long millis) {
        Coroutine.current().pause(coroutine -> agenda.after(millis, () -> resume(coroutine, null)));
    }

    /** Lets code go on, unless its process stands still. */
    void resume(Coroutine coroutine, @Nullable Object answer) {
        long frozen = coroutine.frozenUntil() - agenda.now();
        if (frozen > 0 && !healed) {
            agenda.after(frozen, () -> resume(coroutine, answer));
        } else {
            coroutine.resume(answer);
        }
    }

    /** Takes note of a rule that was broken on the thread of running code. */
    void violated(Violation broken) {
        if (violation == null) {
            violation = broken;
        }
    }

    void requireNoViolation() {
        if (violation != null) {
            throw violation;
        }
    }
}
