package dev.reprise.benchmarks.process;

/**
 * A process that is looked at.
 *
 * @param name what it is called in results
 * @param pid its id
 */
public record Watched(String name, long pid) {
    /** This very process. */
    public static Watched self(String name) {
        return new Watched(name, ProcessHandle.current().pid());
    }
}
