package dev.reprise.testkit;

import dev.reprise.testkit.CrashPoint.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * When the process that runs a function dies, at most once. It takes all with it that is not in the journal; another
 * process notices at once and goes on. For one execution. Not thread-safe.
 */
public final class Crashes {
    private final Predicate<CrashPoint> when;
    private final List<CrashPoint> passed = new ArrayList<>();
    private Optional<CrashPoint> happened = Optional.empty();

    private Crashes(Predicate<CrashPoint> when) {
        this.when = when;
    }

    /** Never. */
    public static Crashes never() {
        return new Crashes(point -> false);
    }

    /** At the nth of all moments that matter, from 1. */
    public static Crashes at(int number) {
        return new Crashes(point -> point.number() == number);
    }

    /** When the first attempt of a step is about to begin. */
    public static Crashes beforeStep(String step) {
        return first(Moment.BEFORE_STEP, step);
    }

    /** When what a step, a signal wait or a sleep asks to be recorded is about to be. */
    public static Crashes beforeRecording(String operation) {
        return first(Moment.BEFORE_RECORDING, operation);
    }

    /** When what a step, a signal wait or a sleep asked to be recorded has just been. */
    public static Crashes afterRecording(String operation) {
        return first(Moment.AFTER_RECORDING, operation);
    }

    private static Crashes first(Moment moment, String operation) {
        return new Crashes(
                point -> point.moment() == moment && point.operation().equals(operation));
    }

    /** The crash, once it has happened. */
    public Optional<CrashPoint> happened() {
        return happened;
    }

    /** Whether the crash happened after this step's work was done and before that was recorded. */
    public boolean repeats(String step) {
        return happened.filter(point -> point.repeats(step)).isPresent();
    }

    /** The points at which the execution came by so far. */
    public List<CrashPoint> passed() {
        return List.copyOf(passed);
    }

    /** Comes by a point; true when the process dies there. */
    boolean isDueAt(Moment moment, String operation) {
        var point = new CrashPoint(passed.size() + 1, moment, operation);
        passed.add(point);
        if (happened.isPresent() || !when.test(point)) {
            return false;
        }
        happened = Optional.of(point);
        return true;
    }

    @Override
    public String toString() {
        return happened.map(point -> "a crash at " + point).orElse("no crash");
    }
}
