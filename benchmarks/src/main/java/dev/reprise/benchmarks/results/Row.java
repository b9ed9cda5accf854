package dev.reprise.benchmarks.results;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of results.
 *
 * @param workload what was measured, such as {@code steps}
 * @param variant of which kind, such as {@code HTTP, our SDK}
 * @param scale how much of it, such as {@code 16 in flight}
 * @param durability what the broker does before it acknowledges: {@link #MEMORY}, {@link #DISK} or {@link #NO_BROKER}
 * @param figures what came out, the one that is plotted first
 * @param floor the append beside it; absent where there is nothing to compare
 * @param processes what each process used meanwhile
 */
public record Row(
        String workload,
        String variant,
        String scale,
        String durability,
        List<Figure> figures,
        @Nullable Floor floor,
        List<ProcessUse> processes) {
    /** Kafka's default: replicas have it in memory, the system writes it to disk when it likes. */
    public static final String MEMORY = "no fsync";

    /** {@code flush.messages=1}: every append is on disk. */
    public static final String DISK = "fsync";

    /** Nothing of it touches one. */
    public static final String NO_BROKER = "none";

    public Row {
        if (figures.isEmpty()) {
            throw new IllegalArgumentException("Expected a row of %s with figures, but found none".formatted(workload));
        }
        figures = List.copyOf(figures);
        processes = List.copyOf(processes);
    }
}
