package dev.reprise.streams;

import dev.reprise.core.fold.Effect;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Invocations that are to begin, but not before the timers that are due have fired. When many fire at once, what they wake
 * would otherwise take the processors from those that follow. For a partition's stream thread alone.
 */
final class HeldDispatches {
    /** If timers never come to an end, invocations begin all the same. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final ArrayDeque<Held> held = new ArrayDeque<>();

    private record Held(Effect.Dispatch dispatch, Instant since) {}

    boolean isEmpty() {
        return held.isEmpty();
    }

    /** Holds one back, after all that came before. */
    void add(Effect.Dispatch dispatch, Instant now) {
        held.add(new Held(dispatch, now));
    }

    /**
     * Those that may begin now, in the order they came.
     *
     * @param timersBehind whether there is still reason to hold them
     * @param most how many at most, so that they do not all begin in the same moment
     */
    List<Effect.Dispatch> release(Instant now, boolean timersBehind, int most) {
        var released = new ArrayList<Effect.Dispatch>();
        while (!held.isEmpty() && released.size() < most) {
            if (timersBehind && now.isBefore(held.getFirst().since().plus(LONGEST))) {
                break;
            }
            released.add(held.removeFirst().dispatch());
        }
        return released;
    }

    /** Forgets all of them: they are declared lost, and what takes their place comes here again. */
    void clear() {
        held.clear();
    }
}
