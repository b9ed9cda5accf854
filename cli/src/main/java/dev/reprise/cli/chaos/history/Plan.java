package dev.reprise.cli.chaos.history;

import java.util.List;

/**
 * An execution that a run wants, before anything of it has happened: all that its outcome may depend on.
 *
 * @param name what it is started under; no other has it
 * @param kind what it does
 * @param failures for each step, how many of its attempts fail
 * @param atMostOnce for each step, whether an attempt may be made at most once
 * @param waitMillis how long it sleeps, each time
 * @param signals what signals it is sent, all of them different, and all of them awaited
 * @param late a signal that comes in time or not; empty for none
 */
public record Plan(
        String name,
        Kind kind,
        List<Integer> failures,
        List<Boolean> atMostOnce,
        List<Long> waitMillis,
        List<String> signals,
        String late) {
    public Plan {
        failures = List.copyOf(failures);
        atMostOnce = List.copyOf(atMostOnce);
        waitMillis = List.copyOf(waitMillis);
        signals = List.copyOf(signals);
    }
}
