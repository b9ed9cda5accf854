package dev.reprise.cli.terminal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.ConsoleHandler;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

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

    /** For a process that never boots Quarkus and lives long: warnings and errors go where its other words go. */
    public static void toErrorOutput() {
        onlyTo(new ConsoleHandler());
    }

    /** The same for one whose terminal belongs to the user. */
    public static void toFile(Path file) {
        try {
            var handler = new FileHandler(file.toString(), true);
            handler.setFormatter(new SimpleFormatter());
            onlyTo(handler);
        } catch (IOException e) {
            throw new CommandFailure("Expected to write a log to %s, but could not: %s".formatted(file, e), e);
        }
    }

    private static void onlyTo(Handler handler) {
        var root = Logger.getLogger("");
        for (var other : root.getHandlers()) {
            root.removeHandler(other);
        }
        root.addHandler(handler);
        quieten();
    }
}
