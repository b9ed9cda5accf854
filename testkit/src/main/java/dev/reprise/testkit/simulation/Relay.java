package dev.reprise.testkit.simulation;

import dev.reprise.core.Payload;
import dev.reprise.core.SignalName;
import dev.reprise.core.fold.Verdict;
import dev.reprise.core.journal.JournalRecord.SignalReceived;
import dev.reprise.core.journal.SignalSource;
import dev.reprise.core.journal.SignalTarget;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The topic that anybody may publish signals to, and those who carry it over: record by record, each after the verdict on
 * the one before, from a position that may lie behind. Two of them may be at it at once.
 */
final class Relay {
    private static final String TOPIC = "signals";
    private static final int MOST_AT_ONCE = 2;

    private final World world;
    private final List<Published> published = new ArrayList<>();
    private final Set<Long> answered = new HashSet<>();
    private int runs;

    private record Published(SignalTarget target, int partition, SignalName name, Payload payload) {}

    Relay(World world) {
        this.world = world;
    }

    void publish(SignalTarget target, int partition, SignalName name, Payload payload) {
        published.add(new Published(target, partition, name, payload));
    }

    /** Begins to carry over from an offset on. */
    void begin(long offset) {
        runs++;
        var run = new Run();
        run.next = offset;
        world.agenda().after(world.latency(), run::carry);
    }

    /** Where the next one to take over begins: not behind anything that has not been answered. */
    long committed() {
        long offset = 0;
        while (answered.contains(offset)) {
            offset++;
        }
        return Math.max(0, offset - world.chance().below(4));
    }

    /** Whether every published record has been answered. */
    boolean isDone() {
        return answered.size() == published.size();
    }

    private final class Run {
        private long next;

        void carry() {
            if (runs < MOST_AT_ONCE && world.faulty(0.05)) {
                begin(committed()); // another takes over, whether this one knows it or not
            }
            if (runs > 1 && (world.isHealed() || world.faulty(0.1))) {
                runs--;
                return;
            }
            if (next == published.size()) {
                if (!world.isHealed() || !isDone()) {
                    world.agenda().after(1_000 + world.chance().delay(60_000), this::carry);
                }
                return;
            }
            long offset = next;
            var signal = published.get((int) offset);
            var record = new SignalReceived(
                    signal.target(), signal.name(), null, signal.payload(), new SignalSource(TOPIC, 0, offset));
            world.cluster().route(signal.partition()).submit(signal.partition(), record, verdict -> {
                if (verdict == null) {
                    world.agenda().after(world.chance().delay(5_000), this::carry);
                } else {
                    answered.add(offset);
                    next = offset + 1;
                    world.agenda().after(world.latency(), this::carry);
                }
            });
        }
    }

    /** Checks that every published record counted, or was refused, exactly once. */
    void check() {
        var counted = new int[published.size()];
        for (int partition = 0; partition < world.broker().partitions(); partition++) {
            for (var entry : world.broker().log(partition)) {
                if (entry.record() instanceof SignalReceived signal
                        && signal.source() != null
                        && !(world.truth(partition).verdict(entry) instanceof Verdict.SignalRepeated)) {
                    counted[(int) signal.source().offset()]++;
                }
            }
        }
        for (int offset = 0; offset < counted.length; offset++) {
            Violation.unless(
                    counted[offset] == 1,
                    "signals",
                    "Record %d of the topic counted %d times",
                    offset,
                    counted[offset]);
        }
    }
}
