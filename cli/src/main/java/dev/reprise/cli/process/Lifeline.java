package dev.reprise.cli.process;

import java.io.IOException;
import java.io.OutputStream;

/** What ties a process to the one that started it with {@link OwnProcess#startAttached}. */
public final class Lifeline {
    private Lifeline() {}

    /** Ends this process when the other one is gone, however it went. */
    public static void follow() {
        Thread.ofPlatform().daemon().name("lifeline").start(() -> {
            try {
                System.in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException gone) {
                // just as good as an end
            }
            System.exit(0);
        });
    }
}
