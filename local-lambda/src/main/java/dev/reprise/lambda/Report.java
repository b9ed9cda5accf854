package dev.reprise.lambda;

/**
 * An invocation that has ended.
 *
 * @param processId whose process it ran in; 0 where it ran in none of ours
 * @param outcome how it ended
 */
public record Report(long processId, Outcome outcome) {
    @Override
    public String toString() {
        return "process %d: %s".formatted(processId, outcome.told());
    }
}
