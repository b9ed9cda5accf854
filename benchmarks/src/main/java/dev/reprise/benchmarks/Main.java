package dev.reprise.benchmarks;

/** Where {@code benchmarks/run} comes in. */
final class Main {
    private Main() {}

    public static void main(String... arguments) {
        System.exit(SuiteCommand.commandLine().execute(arguments));
    }
}
