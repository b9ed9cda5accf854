package dev.reprise.benchmarks.process;

import java.io.IOException;
import java.io.OutputStream;

/** What ties a process of ours to the one that started it. */
final class Lifeline {
    private Lifeline() {}

    /** Returns when whoever started this process is gone. */
    static void await() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException gone) {
            // just as good as an end
        }
    }
}
