package dev.reprise.cli.terminal;

import java.util.logging.Level;
import java.util.logging.Logger;

/** What libraries may say while no Quarkus is there to configure it. */
public final class Logs {
    private Logs() {}

    /**
     * Warnings and errors are kept until Quarkus boots and writes them to its log; commands that never boot it say
     * themselves what went wrong. Without this, everything down to the finest detail would be kept.
     */
    public static void quieten() {
        Logger.getLogger("").setLevel(Level.WARNING);
    }
}
