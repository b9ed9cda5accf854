package dev.reprise.benchmarks.results;

import java.util.List;

/** Rows for tests. */
final class Rows {
    private static final List<ThreadUse> THREADS = List.of(
            new ThreadUse("Kafka's requests", 2), new ThreadUse("C2 compiler", 1.48), new ThreadUse("collector", 0.02));

    static final Row WITH_ALL = new Row(
            "steps",
            "HTTP, our SDK",
            "16 in flight",
            Row.DISK,
            List.of(Figure.perSecond("steps", 6705.25), Figure.millis("p50 of 20", 46.125)),
            new Floor(0.54, "a step", 4.27),
            List.of(new ProcessUse("broker", 3.5, 210, THREADS), new ProcessUse("all others", 0.25, 0)));

    static final Row WITH_LITTLE = new Row(
            "steps",
            "journal <alone> | bare",
            "1 in flight",
            Row.MEMORY,
            List.of(Figure.perSecond("steps", 2033), Figure.seconds("CPU", 0.0123)),
            null,
            List.of());

    private Rows() {}
}
