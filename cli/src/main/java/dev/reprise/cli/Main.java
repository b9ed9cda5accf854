package dev.reprise.cli;

import dev.reprise.cli.terminal.Logs;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Where the launcher script comes in. Quarkus is on the class path, but asleep: {@code dev} alone boots it. */
@QuarkusMain(name = "reprise")
public final class Main {
    private Main() {}

    /** Runs one command and ends the JVM with its exit code: 0 done, 1 failed, 2 not understood. */
    public static void main(String... arguments) {
        Logs.quieten();
        System.exit(CommandLines.reprise().execute(arguments));
    }
}
