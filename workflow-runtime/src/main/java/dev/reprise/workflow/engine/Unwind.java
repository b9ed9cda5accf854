package dev.reprise.workflow.engine;

/**
 * Takes a function off its thread: the invocation is over although the code is not. An {@link Error}, because code that
 * catches exceptions means its own failures, not this. Code that catches even errors gains nothing: the invocation ends
 * as it had to, and its context does nothing any more. Why it is over is kept in {@link Course}.
 */
@SuppressWarnings("serial") // never leaves its thread
final class Unwind extends Error {
    Unwind() {
        super("the invocation is over", null, false, false);
    }
}
