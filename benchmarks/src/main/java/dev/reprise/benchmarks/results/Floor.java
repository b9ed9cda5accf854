package dev.reprise.benchmarks.results;

/**
 * What the same broker took in the same run for a bare acknowledged append with as many in flight, and how a row compares.
 *
 * @param appendMillis the append's p50
 * @param of which of the row's figures is compared
 * @param times how many appends that figure is
 */
public record Floor(double appendMillis, String of, double times) {
    /** Compares a latency. */
    public static Floor under(Figure latency, double appendMillis) {
        return new Floor(appendMillis, latency.name(), latency.value() / appendMillis);
    }
}
