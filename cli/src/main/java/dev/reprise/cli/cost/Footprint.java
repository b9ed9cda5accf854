package dev.reprise.cli.cost;

/**
 * What executions leave in Kafka's topics, one replica: measured by {@code benchmarks/run bytes}, whose
 * README has the figures.
 */
final class Footprint {
    static final Bytes JOURNAL = new Bytes(567, 243, 1);
    static final Bytes HISTORY = new Bytes(627, 190, 1);
    static final Bytes EXECUTIONS = new Bytes(422, 2, 0);

    /** As it is written: rows that are soon replaced, too. */
    static final Bytes CHANGELOG = new Bytes(1_419, 426, 2);

    /** What of the changelog is left when it is compacted, and what nodes have on disk. */
    static final Bytes STATE = new Bytes(767, 163, 2);

    /** A step is one record. A wait is three: it is asked for, the invocation ends, and what was awaited comes. */
    static final int STEPS_OF_A_WAIT = 3;

    static final int JOURNAL_DAYS = 7;

    private Footprint() {}

    /**
     * Bytes of one topic.
     *
     * @param execution for an execution, beside its steps
     * @param step for each step, beside its result
     * @param payloads how often each payload is in it
     */
    record Bytes(double execution, double step, int payloads) {
        /** For one execution of a workload. */
        double each(Workload workload) {
            return execution
                    + step * (workload.steps() + STEPS_OF_A_WAIT * workload.waits())
                    + payloads * (double) workload.payloadBytes() * (1 + workload.steps());
        }
    }
}
