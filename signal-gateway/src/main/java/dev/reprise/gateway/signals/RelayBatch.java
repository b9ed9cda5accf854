package dev.reprise.gateway.signals;

import dev.reprise.gateway.dispatch.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Carries a batch of records into the journal. From one source partition to one journal partition they go one after
 * another, each after the verdict on the one before: the journal drops what is not newer than the newest it has seen from
 * that source, so a later record must never overtake one that has to be tried again. Different pairs go side by side.
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
        private final AtomicBoolean stopped = new AtomicBoolean();

        private Carried(int lanes) {
            open = new CountDownLatch(lanes);
        }

        /**
         * Waits until all is in the journal. Returns whether it is.
         *
         * @throws Patience.Stopped when the node stops before
         */
        boolean await(Duration atMost) {
            try {
                boolean done = open.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
                if (stopped.get()) {
                    throw new InterruptException("The node is shutting down");
                }
                return done;
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }
    }

    private record Lane(int sourcePartition, int journalPartition) {}

    Carried begin(ConsumerRecords<byte[], byte[]> records) {
        var lanes = new LinkedHashMap<Lane, List<SignalDelivery.Letter>>();
        for (var record : records) {
            var letter = patience.insist("route a signal", () -> delivery.read(SignalMessage.of(record)));
            lanes.computeIfAbsent(new Lane(record.partition(), letter.journalPartition()), lane -> new ArrayList<>())
                    .add(letter);
        }
        var carried = new Carried(lanes.size());
        for (var lane : lanes.values()) {
            Thread.ofVirtual().name("relay-signals").start(() -> carry(lane, carried));
        }
        return carried;
    }

    private void carry(List<SignalDelivery.Letter> lane, Carried carried) {
        try {
            for (var letter : lane) {
                carry(letter);
            }
        } catch (Patience.Stopped e) {
            carried.stopped.set(true);
        } finally {
            carried.open.countDown();
        }
    }

    private void carry(SignalDelivery.Letter letter) {
        patience.insist("take in the signal at " + letter.message().place(), () -> delivery.deliver(letter));
    }
}
