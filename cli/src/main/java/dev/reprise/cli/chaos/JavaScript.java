package dev.reprise.cli.chaos;

import dev.reprise.cli.chaos.history.Kind;
import dev.reprise.cli.dev.Ports;
import dev.reprise.cli.process.Member;
import dev.reprise.cli.process.OwnProcess;
import dev.reprise.cli.terminal.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Node.js with the official AWS SDK, where this machine has both.
 *
 * @param program the host of {@code examples/js-host}
 * @param handlers our function, beside a link to the packages that it imports
 */
record JavaScript(Path program, Path handlers) {
    static final String FUNCTION = Kind.JAVASCRIPT.function();

    private static final String EXPORT = "javascript";
    private static final String RESOURCE = "js/chaos.mjs";
    private static final String PACKAGE = "node_modules/@aws/durable-execution-sdk-js";
    private static final int LOOK_SECONDS = 20;

    /** What this machine lacks, as a sentence. */
    static final class Missing extends Exception {
        private static final long serialVersionUID = 1L;

        private Missing(String message) {
            super(message);
        }
    }

    /**
     * Finds it.
     *
     * @param repository where the host is, and perhaps the packages
     * @param directory where our function may be written to
     */
    static JavaScript find(Path repository, Path directory) throws Missing {
        var program = repository.resolve("examples/js-host/host.mjs");
        if (!Files.exists(program)) {
            throw new Missing("there is no " + program);
        }
        var packages = Stream.of("examples/js-host", "aws-compatibility/target/js")
                .map(repository::resolve)
                .filter(place -> Files.isDirectory(place.resolve(PACKAGE)))
                .findFirst()
                .orElseThrow(
                        () -> new Missing("the official SDK is not installed: run 'npm ci' in " + program.getParent()));
        requireNode();
        try {
            return new JavaScript(program, write(directory, packages.resolve("node_modules")));
        } catch (IOException e) {
            throw new CommandFailure("Expected to write to %s, but: %s".formatted(directory, e), e);
        }
    }

    private static void requireNode() throws Missing {
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
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("Interrupted.", e);
        }
    }

    private static Path write(Path directory, Path packages) throws IOException {
        Files.createDirectories(directory);
        var handlers = directory.resolve("chaos.mjs");
        try (var source = Objects.requireNonNull(
                JavaScript.class.getResourceAsStream(RESOURCE), RESOURCE + " is packaged beside us")) {
            Files.copy(source, handlers, StandardCopyOption.REPLACE_EXISTING);
        }
        var link = directory.resolve("node_modules");
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, packages.toAbsolutePath());
        return handlers;
    }

    Member host(int port, String service, URI world, Path logs, Member.Watch watch) {
        var command = List.of("node", program.toString(), "--port", Integer.toString(port), handlers.toString());
        var environment = Map.of(
                "AWS_ENDPOINT_URL_LAMBDA", service,
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "local",
                "NODE_NO_WARNINGS", "1",
                "CHAOS_WORLD", world.toString());
        return new Member(
                "host-javascript",
                () -> OwnProcess.startAttached(command, environment, logs.resolve("host-javascript.out")),
                () -> Ports.isServed(port),
                watch);
    }

    static String target(int port) {
        return "http://127.0.0.1:%d/functions/%s/invocations".formatted(port, EXPORT);
    }
}
