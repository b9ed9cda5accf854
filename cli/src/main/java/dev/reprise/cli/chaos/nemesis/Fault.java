package dev.reprise.cli.chaos.nemesis;

import java.time.Duration;

/**
 * A fault that is to be.
 *
 * @param at when, after the beginning; later when the one before it in its lane took longer to heal
 * @param kind what
 * @param victim whom, from 0
 * @param other the other end of a link, from 0; without meaning for other faults
 * @param holds how long it lasts before it heals
 */
public record Fault(Duration at, FaultKind kind, int victim, int other, Duration holds) {
    /** Whom it hits, as members are called. */
    String whom() {
        return switch (kind.lane()) {
            case BROKER -> "broker-" + (victim + 1);
            case NODE ->
                kind == FaultKind.SILENCE_LINK_TO_BROKER
                        ? "node-%d and broker-%d".formatted(victim + 1, other + 1)
                        : "node-" + (victim + 1);
            case HOST -> victim == 0 ? "host-java" : "host-javascript";
        };
    }

    @Override
    public String toString() {
        return "from %5.1f s  %-23s %s for %.1f s".formatted(at.toMillis() / 1e3, kind, whom(), holds.toMillis() / 1e3);
    }
}
