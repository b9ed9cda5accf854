package dev.reprise.aws;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Node.js on this machine, with the packages of the tests beside the handlers of the tests.
 *
 * @param directory where the handlers are, and {@code node_modules}
 */
record NodeJs(Path directory) {
    private static final Path SOURCES = Path.of("src", "test", "js");
    private static final Path DIRECTORY = Path.of("target", "js");
    private static final Pattern VERSION = Pattern.compile("v(\\d+)\\..*");
    private static final int OLDEST = 20;
    private static final int INSTALL_SECONDS = 300;

    /** What this machine lacks, as a sentence that says what to install. */
    static final class Missing extends Exception {
        private Missing(String message) {
            super(message);
        }
    }

    /** Finds Node.js and npm, and lets npm install what the lock file says unless it has. */
    static NodeJs install() throws Missing {
        var found = run(List.of("node", "--version"), Path.of(".")).strip();
        var version = VERSION.matcher(found);
        if (!version.matches() || Integer.parseInt(version.group(1)) < OLDEST) {
            throw new Missing("Expected Node.js %d or newer on the PATH, but found %s: install it to run these tests"
                    .formatted(OLDEST, found));
        }
        try {
            copySources();
            installPackages();
        } catch (IOException e) {
            throw new Missing("Expected to write to %s, but: %s".formatted(DIRECTORY.toAbsolutePath(), e));
        }
        return new NodeJs(DIRECTORY.toAbsolutePath());
    }

    private static void copySources() throws IOException {
        Files.createDirectories(DIRECTORY);
        try (var files = Files.list(SOURCES)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, DIRECTORY.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void installPackages() throws IOException, Missing {
        var lock = DIRECTORY.resolve("package-lock.json");
        var installed = DIRECTORY.resolve("node_modules").resolve("installed-lock.json");
        if (Files.exists(installed) && Files.mismatch(lock, installed) < 0) {
            return;
        }
        run(
                List.of(
                        "npm",
                        "ci",
                        "--ignore-scripts",
                        "--no-audit",
                        "--no-fund",
                        "--prefer-offline",
                        "--loglevel=error"),
                DIRECTORY);
        Files.copy(lock, installed, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String run(List<String> command, Path directory) throws Missing {
        var told = String.join(" ", command);
        try {
            var output = Files.createTempFile("reprise-node", ".out");
            var process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(INSTALL_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new Missing(
                        "Expected '%s' to end within %d s, but it did not: give npm a registry that it reaches"
                                .formatted(told, INSTALL_SECONDS));
            }
            var said = Files.readString(output);
            Files.delete(output);
            if (process.exitValue() != 0) {
                throw new Missing(
                        "Expected '%s' to succeed, but it failed: give npm a registry that it reaches. It said: %s"
                                .formatted(told, said.lines().findFirst().orElse("nothing")));
            }
            return said;
        } catch (IOException e) {
            throw new Missing("Expected '%s' to run, but: %s. Install Node.js %d or newer, with npm, to run these tests"
                    .formatted(told, e.getMessage(), OLDEST));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Missing("Interrupted while '%s' ran".formatted(told));
        }
    }
}
