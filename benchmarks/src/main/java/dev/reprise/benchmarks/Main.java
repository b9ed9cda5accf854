package dev.reprise.benchmarks;

import java.util.Locale;

/** Where {@code benchmarks/run} comes in. */
final class Main {
    private Main() {}

    public static void main(String... arguments) {
        Locale.setDefault(Locale.ROOT); // results look the same everywhere
        System.exit(SuiteCommand.commandLine().execute(arguments));
    }
}
