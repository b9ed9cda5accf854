package dev.reprise.testkit.simulation;

import dev.reprise.core.Payload;
import dev.reprise.core.SignalName;
import dev.reprise.core.fold.Verdict;
import dev.reprise.core.journal.JournalRecord.SignalReceived;
import dev.reprise.core.journal.SignalSource;
import dev.reprise.core.journal.SignalTarget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The topic that anybody may publish signals to, and those who carry it over: a few records at once, each saying which one it
 * comes after, then what was not taken in of them one by one; from a position that may lie behind. Two may be at it at once.
 */
final class Relay {
    private static final String TOPIC = "signals";
    private static final int MOST_AT_ONCE = 2;
    private static final int MOST_TOGETHER = 4;

    private final World world;
    private final List<Published> published = new ArrayList<>();
    private final Set<Long> answered = new HashSet<>();
    private int runs;

    private record Published(SignalTarget target, int partition, SignalName name, Payload payload) {
        SignalReceived record(long offset, @Nullable Long after) {
            return new SignalReceived(target, name, null, payload, new SignalSource(TOPIC, 0, offset, after));
        }
    }

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
        private long oneByOneBefore;

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
            carryTogether(next < oneByOneBefore ? 1 : 1 + world.chance().below(MOST_TOGETHER));
        }

        private void carryTogether(int most) {
            long end = Math.min(published.size(), next + most);
            var open = new TreeSet<Long>();
            var missed = new TreeSet<Long>();
            LongStream.range(next, end).forEach(open::add);
            var lastOfPartition = new HashMap<Integer, Long>();
            for (long offset = next; offset < end; offset++) {
                long sent = offset;
                var signal = published.get((int) sent);
                var after = lastOfPartition.put(signal.partition(), sent);
                world.cluster()
                        .route(signal.partition())
                        .submit(signal.partition(), signal.record(sent, after), verdict -> {
                            (isJudged(verdict) ? answered : missed).add(sent);
                            if (open.remove(sent) && open.isEmpty()) {
                                goOn(end, missed);
                            }
                        });
            }
        }

        private void goOn(long end, TreeSet<Long> missed) {
            next = missed.isEmpty() ? end : missed.first();
            oneByOneBefore = missed.isEmpty() ? oneByOneBefore : end;
            world.agenda()
                    .after(missed.isEmpty() ? world.latency() : world.chance().delay(5_000), this::carry);
        }

        private static boolean isJudged(@Nullable Verdict verdict) {
            return verdict != null && !(verdict instanceof Verdict.SignalTooEarly);
        }
    }

    /** Checks that every published record counted, or was refused, exactly once. */
    void check() {
        var counted = new int[published.size()];
        for (int partition = 0; partition < world.broker().partitions(); partition++) {
            for (var entry : world.broker().log(partition)) {
                if (entry.record() instanceof SignalReceived signal
                        && signal.source() != null
                        && counts(world.truth(partition).verdict(entry))) {
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

    private static boolean counts(Verdict verdict) {
        return !(verdict instanceof Verdict.SignalRepeated || verdict instanceof Verdict.SignalTooEarly);
    }
}
