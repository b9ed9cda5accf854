package dev.reprise.examples.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/** What the build packaged: classes and jars for the {@code java} runtimes, or a native program. */
final class FunctionZip {
    private static final Path ZIP = Path.of("target", "function.zip");

    /** What {@code provided} runtimes start. */
    private static final String PROGRAM = "bootstrap";

    private FunctionZip() {}

    /** Whether it is for {@code provided.al2023}. */
    static boolean isNative() {
        try (var zip = new ZipFile(ZIP.toFile())) {
            return zip.getEntry(PROGRAM) != null;
        } catch (IOException e) {
            throw notPackaged(e);
        }
    }

    /** Unpacks it as Lambda does, and gives the directory that is the function's working directory there. */
    static Path unpacked() {
        try {
            var task = Files.createTempDirectory("reprise-function");
            try (var zip = new ZipInputStream(Files.newInputStream(ZIP))) {
                for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    var file = task.resolve(entry.getName());
                    if (entry.isDirectory()) {
                        Files.createDirectories(file);
                    } else {
                        Files.createDirectories(file.getParent());
                        Files.copy(zip, file, StandardCopyOption.REPLACE_EXISTING);
                        file.toFile().setExecutable(entry.getName().equals(PROGRAM));
                    }
                }
            }
            return task;
        } catch (IOException e) {
            throw notPackaged(e);
        }
    }

    private static UncheckedIOException notPackaged(IOException e) {
        return new UncheckedIOException("Expected %s, which ./mvnw package makes".formatted(ZIP), e);
    }
}
