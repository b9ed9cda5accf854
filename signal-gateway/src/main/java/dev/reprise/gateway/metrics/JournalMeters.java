package dev.reprise.gateway.metrics;

import dev.reprise.core.fold.Verdict;
import dev.reprise.core.journal.JournalRecord;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How records were judged, and how long that took. This is on the way of every record, so the meters are found by what
 * there is, and names are made once. Thread-safe.
 */
final class JournalMeters {
    private static final String NOBODY_KNOWS = "unknown";

    private final MeterRegistry meters;
    private final Duration[] buckets;
    private final ConcurrentHashMap<Class<?>, OfRecord> records = new ConcurrentHashMap<>();

    JournalMeters(MeterRegistry meters, Duration[] buckets) {
        this.meters = meters;
        this.buckets = buckets;
    }

    /** The meters of one kind of record. */
    private record OfRecord(String name, Timer append, ConcurrentHashMap<Object, Counter> verdicts) {}

    void judged(JournalRecord record, @Nullable Verdict verdict, Duration took) {
        var meter = records.computeIfAbsent(record.getClass(), this::ofRecord);
        meter.append.record(took);
        meter.verdicts
                .computeIfAbsent(key(verdict), key -> counter(meter.name, word(verdict)))
                .increment();
    }

    private OfRecord ofRecord(Class<?> type) {
        var name = type.getSimpleName().toLowerCase(Locale.ROOT);
        var append = Timer.builder("reprise.journal.append")
                .description("From before a record is sent until it is folded and acknowledged")
                .tag("record", name)
                .serviceLevelObjectives(buckets)
                .register(meters);
        return new OfRecord(name, append, new ConcurrentHashMap<>());
    }

    private Counter counter(String record, String verdict) {
        return Counter.builder("reprise.journal.verdicts")
                .description("Records, by how they were judged")
                .tags("record", record, "verdict", verdict)
                .register(meters);
    }

    /** The same for all verdicts that are counted together. */
    private static Object key(@Nullable Verdict verdict) {
        return switch (verdict) {
            case null -> NOBODY_KNOWS;
            case Verdict.SignalAccepted signal -> signal.buffered();
            case Verdict.SignalRefused refused -> refused.reason();
            case Verdict other -> other.getClass();
        };
    }

    private static String word(@Nullable Verdict verdict) {
        return switch (verdict) {
            case null -> NOBODY_KNOWS;
            case Verdict.SignalAccepted signal -> signal.buffered() ? "signalkept" : "signaldelivered";
            case Verdict.SignalRefused refused ->
                "signalrefused_" + refused.reason().name().toLowerCase(Locale.ROOT);
            case Verdict other -> other.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        };
    }
}
