package dev.reprise.cdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Programs of the machine, which need not be there. */
final class Tools {
    /** The folder {@code deploy} of the repository. */
    static final Path DEPLOY = Path.of("..").toAbsolutePath().normalize();

    private Tools() {}

    /** What a program came to: everything it said, and its exit code. */
    record Ran(int code, String said) {}

    /** Skips the test, and says so, where a program is not installed. */
    static void need(String program, String why) {
        boolean there;
        try {
            there = run(List.of(program, "--version")).code() == 0;
        } catch (IOException absent) {
            there = false;
        }
        Assumptions.assumeTrue(there, () -> "Skipped: no '%s' on the PATH, %s".formatted(program, why));
    }

    static Ran run(List<String> command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var said = process.getInputStream()) {
            var text = new String(said.readAllBytes(), UTF_8);
            return new Ran(process.waitFor(), text);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + command, e);
        }
    }
}
