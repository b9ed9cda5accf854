package dev.reprise.benchmarks.results;

/**
 * One measured number.
 *
 * @param name what it is
 * @param value how much
 * @param unit of what, such as {@code ms}; empty for a bare number
 */
public record Figure(String name, double value, String unit) {
    /** A time in milliseconds. */
    public static Figure millis(String name, double value) {
        return new Figure(name, value, "ms");
    }

    /** A time in seconds. */
    public static Figure seconds(String name, double value) {
        return new Figure(name, value, "s");
    }

    /** So many each second. */
    public static Figure perSecond(String name, double value) {
        return new Figure(name, value, "/s");
    }
}
