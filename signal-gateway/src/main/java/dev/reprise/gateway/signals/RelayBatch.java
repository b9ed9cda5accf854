package dev.reprise.gateway.signals;

import dev.reprise.core.fold.Verdict;
import dev.reprise.gateway.dispatch.Patience;
import dev.reprise.gateway.signals.SignalDelivery.Letter;
import dev.reprise.streams.JournalUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Carries a batch of records into the journal, side by side where no order is to be kept: in lanes, one for each pair of a
 * source partition and a journal partition. What is in one lane is sent without waiting for verdicts, each record with the
 * offset of the one before: the journal drops what is not newer than the newest it has seen from that source, so it must not
 * take in a later record before one that has to be tried again, and turns it away instead. From the first that was not taken
 * in on, they go one after another, each after the verdict on the one before.
 */
final class RelayBatch {
    private final SignalDelivery delivery;
    private final Patience patience;

    RelayBatch(SignalDelivery delivery, Patience patience) {
        this.delivery = delivery;
        this.patience = patience;
    }

    /** A batch on its way. */
    static final class Carried {
        private final CountDownLatch open;
        private volatile @Nullable Throwable brokenOff;

        private Carried(int lanes) {
            open = new CountDownLatch(lanes);
        }

        /**
         * Waits until all is in the journal. Returns whether it is.
         *
         * @throws InterruptException when the node stops before
         * @throws KafkaException when something is not in the journal that should be, so that the batch is to be read again
         */
        boolean await(Duration atMost) {
            try {
                boolean done = open.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
                var why = brokenOff;
                if (why instanceof Patience.Stopped) {
                    throw new InterruptException("The node is shutting down");
                }
                if (why != null) {
                    throw new KafkaException("Expected to take in all signals of a batch, but met " + why, why);
                }
                return done;
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }
    }

    /** What keeps its order: the signals for one journal partition, the answers to one callback, what goes nowhere. */
    private sealed interface Lane {
        record Signals(int sourcePartition, int journalPartition) implements Lane {}

        record Answers(String callbackId) implements Lane {}

        record Nowhere(int sourcePartition) implements Lane {}
    }

    Carried begin(ConsumerRecords<byte[], byte[]> records) {
        var lanes = new LinkedHashMap<Lane, List<Letter>>();
        for (var record : records) {
            var letter = patience.insist("route a signal", () -> delivery.read(SignalMessage.of(record)));
            lanes.computeIfAbsent(lane(record.partition(), letter), lane -> new ArrayList<>())
                    .add(letter);
        }
        var carried = new Carried(lanes.size());
        for (var letters : lanes.values()) {
            Thread.ofVirtual().name("relay-signals").start(() -> carry(letters, carried));
        }
        return carried;
    }

    private static Lane lane(int sourcePartition, Letter letter) {
        return switch (letter) {
            case Letter.ForExecution signal -> new Lane.Signals(sourcePartition, signal.journalPartition());
            case Letter.ForCallback callback ->
                new Lane.Answers(callback.answer().callbackId());
            case Letter.Undeliverable ignored -> new Lane.Nowhere(sourcePartition);
        };
    }

    private void carry(List<Letter> letters, Carried carried) {
        try {
            for (var letter : letters.subList(carryTogether(letters), letters.size())) {
                carry(letter);
            }
        } catch (Throwable e) {
            carried.brokenOff = e;
        } finally {
            carried.open.countDown();
        }
    }

    private void carry(Letter letter) {
        patience.insist("take in the signal at " + letter.message().place(), () -> delivery.deliver(letter));
    }

    /** A signal whose verdict is awaited. */
    private record Sent(Letter.ForExecution letter, CompletableFuture<Verdict> submitted) {}

    /** Sends all that may go together. Returns how many of the letters, from the first on, are done with. */
    private int carryTogether(List<Letter> letters) {
        int done = 0;
        for (var sent : sendTogether(letters)) {
            try {
                delivery.delivered(sent.letter(), sent.submitted());
            } catch (JournalUnavailable e) {
                // Those behind it were turned away, or are recognised when they are sent again.
                return done;
            }
            done++;
        }
        return done;
    }

    private List<Sent> sendTogether(List<Letter> letters) {
        var together = new ArrayList<Sent>();
        for (var letter : letters) {
            if (!(letter instanceof Letter.ForExecution signal) || !delivery.keepsOrder(signal.journalPartition())) {
                break;
            }
            var next = together.isEmpty()
                    ? signal
                    : signal.after(together.getLast().letter());
            together.add(new Sent(next, delivery.submit(next)));
        }
        return together;
    }
}
