package dev.reprise.streams;

/** Where the partitions of the journal begin by now: what is before was removed by retention, or by hand. */
interface Beginnings {
    /**
     * The offset of the first record that is still there. Asks a broker.
     *
     * @throws org.apache.kafka.common.KafkaException when none answers
     */
    long of(int partition);
}
