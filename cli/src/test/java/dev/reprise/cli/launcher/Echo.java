package dev.reprise.cli.launcher;

/** Stands for the packaged command: says what it was given. */
public final class Echo {
    private Echo() {}

    public static void main(String... arguments) {
        for (var argument : arguments) {
            System.out.println("<" + argument + ">");
        }
        System.out.println("heap " + Runtime.getRuntime().maxMemory() / (1024 * 1024));
    }
}
