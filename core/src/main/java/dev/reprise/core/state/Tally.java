package dev.reprise.core.state;

/**
 * What is counted for an execution.
 *
 * @param changes how many changes its operations have had; stamps {@code Operation.change}
 * @param operations how many operations it has had; the next one's {@code Operation.order}
 * @param events how many history events it has had; the next one's id is one more
 * @param awaited how many operations it may be suspended on
 * @param abandoned how many pruned operations are still pending
 * @param bytes how many bytes of inputs, results and failures it has recorded
 * @param signals how many signals were buffered for it; stamps the next one
 * @param buffered how many of them are still waiting to be taken
 * @param bufferedBytes how many bytes those take
 */
public record Tally(
        long changes,
        long operations,
        int events,
        int awaited,
        int abandoned,
        long bytes,
        long signals,
        int buffered,
        long bufferedBytes) {
    /** Nothing yet. */
    public static final Tally ZERO = new Tally(0, 0, 0, 0, 0, 0, 0, 0, 0);
}
