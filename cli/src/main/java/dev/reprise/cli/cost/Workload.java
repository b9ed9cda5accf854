package dev.reprise.cli.cost;

import java.time.Duration;

/**
 * What runs each month.
 *
 * @param executions how many begin
 * @param steps of each execution
 * @param waits how often each suspends and is resumed: sleeps, signals
 * @param active how long code of each execution runs in all
 * @param memoryMegabytes of the function
 * @param waiting how long each execution waits in all
 * @param payloadBytes of the input and of each step's result
 * @param retentionDays how long each is kept after its end
 */
record Workload(
        double executions,
        int steps,
        int waits,
        Duration active,
        int memoryMegabytes,
        Duration waiting,
        int payloadBytes,
        int retentionDays) {
    private static final double MILLION = 1_000_000;
    private static final double BYTES_PER_GIGABYTE = 1 << 30;
    private static final double DAYS_PER_MONTH = 365 / 12.0;

    double millions(double each) {
        return executions * each / MILLION;
    }

    double gigabytes(double bytesEach) {
        return executions * bytesEach / BYTES_PER_GIGABYTE;
    }

    /** How often the function is invoked for one execution: once, and once more after each wait. */
    int invocations() {
        return 1 + waits;
    }

    double gigabyteSeconds() {
        return executions * active.toMillis() / 1000.0 * memoryMegabytes / 1024.0;
    }

    /** How many months an execution is kept: while it lives and after its end. */
    double monthsKept() {
        return (waiting.plus(active).toMillis() / 86_400_000.0 + retentionDays) / DAYS_PER_MONTH;
    }

    /** What part of a month so many days are. */
    static double months(double days) {
        return days / DAYS_PER_MONTH;
    }
}
