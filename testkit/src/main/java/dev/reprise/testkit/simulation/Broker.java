package dev.reprise.testkit.simulation;

import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.journal.Position;
import dev.reprise.schemas.codec.JournalCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/** The journal: appended records in one order for each partition, with the time of a clock that jumps. */
final class Broker {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Agenda agenda;
    private final List<List<Entry>> partitions = new ArrayList<>();
    private final List<IntConsumer> listeners = new ArrayList<>();
    private long skewMillis;

    /**
     * A record in its place.
     *
     * @param nonce by which whoever waits for the verdict recognises it
     */
    record Entry(Position position, JournalRecord record, long nonce) {}

    Broker(Agenda agenda, int count) {
        this.agenda = agenda;
        for (int i = 0; i < count; i++) {
            partitions.add(new ArrayList<>());
        }
    }

    int partitions() {
        return partitions.size();
    }

    /** Tells of every append, in the order in which they are to be told. */
    void listen(IntConsumer partitionGrew) {
        listeners.add(partitionGrew);
    }

    /** Appends what has been written and read as the service stores it. */
    void append(int partition, JournalRecord record, long nonce) {
        var log = partitions.get(partition);
        var read = JournalCodec.decode(JournalCodec.encode(record));
        log.add(new Entry(new Position(partition, log.size(), now()), read, nonce));
        listeners.forEach(each -> each.accept(partition));
    }

    List<Entry> log(int partition) {
        return partitions.get(partition);
    }

    /** The time by the brokers' clocks. */
    Instant now() {
        return START.plusMillis(Math.max(0, agenda.now() + skewMillis));
    }

    /** How far its clock is ahead. */
    long skewMillis() {
        return skewMillis;
    }

    /** Another broker leads now, whose clock shows something else. */
    void jump(long millis) {
        skewMillis += millis;
    }
}
