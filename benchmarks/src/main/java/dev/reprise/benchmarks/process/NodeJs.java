package dev.reprise.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Node.js with the official AWS SDK, where this machine has both.
 *
 * @param program the host of {@code examples/js-host}
 * @param packages the directory {@code node_modules} with the SDK
 */
public record NodeJs(Path program, Path packages) {
    private static final String PROGRAM = "examples/js-host/host.mjs";
    private static final String PACKAGE = "@aws/durable-execution-sdk-js";
    private static final int LOOK_SECONDS = 20;

    /** What this machine lacks, as a sentence. */
    public static final class Missing extends Exception {
        private static final long serialVersionUID = 1L;

        private final String what;

        private Missing(String what) {
            super(what);
            this.what = what;
        }

        /** The sentence. */
        public String what() {
            return what;
        }
    }

    /** Finds it: packages where {@code npm ci} was run, or where the tests of aws-compatibility have installed them. */
    public static NodeJs find(Path repository) throws Missing, InterruptedException {
        var packages = Stream.of("examples/js-host", "aws-compatibility/target/js")
                .map(place -> repository.resolve(place).resolve("node_modules"))
                .filter(place -> Files.isDirectory(place.resolve(PACKAGE)))
                .findFirst()
                .orElseThrow(() -> new Missing("the official SDK is not installed: run 'npm ci' in examples/js-host"));
        requireNode();
        return new NodeJs(
                repository.resolve(PROGRAM).toAbsolutePath(),
                packages.toAbsolutePath().normalize());
    }

    private static void requireNode() throws Missing, InterruptedException {
        try {
            var node = new ProcessBuilder("node", "--version")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!node.waitFor(LOOK_SECONDS, TimeUnit.SECONDS) || node.exitValue() != 0) {
                throw new Missing("'node --version' does not work");
            }
        } catch (IOException e) {
            throw new Missing("there is no 'node' on the PATH");
        }
    }
}
