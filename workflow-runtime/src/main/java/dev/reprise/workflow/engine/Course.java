package dev.reprise.workflow.engine;

import dev.reprise.workflow.IllegalContextUse;
import org.jspecify.annotations.Nullable;

/** Whether the invocation is still on, and who may act for it. Belongs to the thread that makes it. */
final class Course {
    private final Thread thread = Thread.currentThread();
    private volatile @Nullable Ending ending;
    private volatile boolean closed;
    private @Nullable String step;

    /** Why it is over, or null while it is on. */
    @Nullable
    Ending ending() {
        return ending;
    }

    /** Ends it, unless it is over already: the first reason counts. To be thrown. */
    Unwind end(Ending reason) {
        if (ending == null) {
            ending = reason;
        }
        return new Unwind();
    }

    /** Ends it because of an error in the code. To be thrown. */
    Unwind crash(RuntimeException reason) {
        return end(new Ending.Crashed(reason));
    }

    /** To be called first by everything a function can ask its context for. */
    void requireOn() {
        if (closed) {
            throw new IllegalContextUse("Expected a context to be used during its invocation only, but that has ended");
        }
        if (Thread.currentThread() != thread) {
            var misuse = new IllegalContextUse("Expected only the thread of the function to use its context, but "
                    + Thread.currentThread() + " does. Do such work inside of one step");
            crash(misuse);
            throw misuse;
        }
        if (ending != null) {
            throw new Unwind();
        }
        if (step != null) {
            throw crash(
                    new IllegalContextUse(
                            "Expected the body of step '" + step
                                    + "' not to use the context of its function, but it does. A step is recorded as a whole: do this before or after it"));
        }
    }

    void enterStep(String name) {
        step = name;
    }

    void leaveStep() {
        step = null;
    }

    /** Whatever is kept of the context is of no use any more. */
    void close() {
        closed = true;
    }
}
