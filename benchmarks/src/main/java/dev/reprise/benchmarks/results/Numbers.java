package dev.reprise.benchmarks.results;

import java.util.Locale;

/** Numbers as people read them: three digits that mean something, thousands apart. */
final class Numbers {
    private Numbers() {}

    static String show(double value) {
        var size = Math.abs(value);
        var format = size >= 100 || size == 0 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, format, value);
    }

    static String show(Figure figure) {
        var unit = figure.unit();
        return unit.isEmpty() || unit.startsWith("/") ? show(figure.value()) + unit : show(figure.value()) + " " + unit;
    }
}
