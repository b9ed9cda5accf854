package dev.reprise.streams;

import static dev.reprise.streams.JournalRecords.checkpoint;
import static dev.reprise.streams.JournalRecords.start;
import static dev.reprise.streams.JournalRecords.stepDone;

import dev.reprise.core.ExecutionKey;
import dev.reprise.core.fold.Verdict;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * A node in a process of its own: says that it is ready, waits for a line, then records large steps until it cannot. Says on
 * its standard output which execution, how many steps were accepted, and why it stopped.
 */
final class FullDiskNode {
    static final String READY = "ready";
    private static final int STEP_BYTES = 1 << 20;
    private static final int MOST_STEPS = 500;

    private FullDiskNode() {}

    public static void main(String[] args) throws Exception {
        var journal =
                KafkaJournal.open(JournalConfig.local(args[0], Path.of(args[1])), new RecordedListener(), Peers.NONE);
        Readiness.await(journal);
        var key = new ExecutionKey("order", "order-1");
        var id = journal.newExecutionId(key);
        journal.submit(start(id, key, "{}")).get(60, TimeUnit.SECONDS);
        System.out.println("execution=" + id);
        System.out.println(READY);
        var unused = System.in.read(); // meanwhile its files are forbidden to grow
        int accepted = 0;
        try {
            while (accepted < MOST_STEPS) {
                var step = stepDone("step-" + accepted, incompressible(accepted));
                var verdict = journal.submit(checkpoint(id, 1, accepted, step)).get(60, TimeUnit.SECONDS);
                if (!(verdict instanceof Verdict.CheckpointAccepted)) {
                    throw new IllegalStateException("Expected the step to be accepted, but: " + verdict);
                }
                accepted++;
            }
        } catch (ExecutionException refused) {
            System.out.println("refused=" + refused.getCause());
        }
        System.out.println("accepted=" + accepted);
        for (int i = 0; i < 600 && !journal.health().reason().startsWith("Stopped"); i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        System.out.println("health=" + journal.health());
        Runtime.getRuntime().halt(0); // as operators do with what has stopped
    }

    private static String incompressible(int seed) {
        var random = new Random(seed);
        var text = new StringBuilder(STEP_BYTES).append('"');
        while (text.length() < STEP_BYTES) {
            text.append(Long.toString(random.nextLong(), Character.MAX_RADIX));
        }
        return text.append('"').toString();
    }
}
