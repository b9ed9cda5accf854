package dev.reprise.testkit;

/** Unwinds a function whose process is meant to have died. An error, so that no step takes it for its own failure. */
final class SimulatedCrash extends Error {
    private static final long serialVersionUID = 1L;

    SimulatedCrash(String message) {
        super(message, null, false, false);
    }
}
