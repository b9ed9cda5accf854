package dev.reprise.lambda;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where a function runs: a process, and the Runtime API that this process alone asks. It takes one invocation at a time,
 * and is gone when its process has ended or an invocation took too long.
 */
final class ExecutionEnvironment {
    /** Lambda allows ten seconds; this machine may be busy. */
    private static final Duration INIT_TIMEOUT = Duration.ofMinutes(1);

    private static final int KILLED = 128 + 9;

    private final LambdaFunction function;
    private final RuntimeApi api;
    private final HttpServer server;
    private final @Nullable Process process;
    private volatile @Nullable String late;

    ExecutionEnvironment(LambdaFunction function) {
        this.function = function;
        api = new RuntimeApi(function.timeout());
        server = Loopback.serve(api);
        process = switch (function.runtime()) {
            case FunctionRuntime.Command program -> start(program);
            case FunctionRuntime.Elsewhere ignored -> null;
        };
        if (process != null) {
            process.onExit().thenAccept(this::ended);
        }
    }

    /** What {@code AWS_LAMBDA_RUNTIME_API} is. */
    String runtimeApi() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private Process start(FunctionRuntime.Command program) {
        try {
            Files.createDirectories(program.log().toAbsolutePath().getParent());
            var builder = new ProcessBuilder(program.command())
                    .directory(program.directory().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(program.log().toFile()));
            var environment = builder.environment();
            // What the build was started with is nobody's business in Lambda.
            environment.keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("REPRISE_"));
            environment.putAll(lambdasOwn(program));
            environment.putAll(program.environment());
            var started = builder.start();
            // Whatever ends this JVM, nothing is left behind.
            Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to start '%s'".formatted(String.join(" ", program.command())), e);
        }
    }

    private Map<String, String> lambdasOwn(FunctionRuntime.Command program) {
        return Map.of(
                "AWS_LAMBDA_RUNTIME_API",
                runtimeApi(),
                "AWS_LAMBDA_FUNCTION_NAME",
                function.name(),
                "AWS_LAMBDA_FUNCTION_VERSION",
                "1",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                "1024",
                "AWS_LAMBDA_LOG_GROUP_NAME",
                "/aws/lambda/" + function.name(),
                "AWS_LAMBDA_LOG_STREAM_NAME",
                "local",
                "AWS_LAMBDA_INITIALIZATION_TYPE",
                "on-demand",
                "AWS_REGION",
                LocalLambda.REGION,
                "LAMBDA_TASK_ROOT",
                program.directory().toAbsolutePath().toString());
    }

    long processId() {
        return process == null ? 0 : process.pid();
    }

    boolean isAlive() {
        return process == null || process.isAlive();
    }

    /** Hands an invocation over and gives how it ended. Whatever took too long does not run any more then. */
    Outcome run(Invocation invocation) {
        api.offer(invocation);
        if (process != null && !process.isAlive()) {
            ended(process);
        }
        initialised(invocation).thenRun(() -> timed(invocation, function.timeout()));
        return invocation.outcome().join();
    }

    /** The clock of an invocation runs from when the process has taken it. */
    private CompletableFuture<Void> initialised(Invocation invocation) {
        return api.taken(invocation)
                .orTimeout(INIT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(late -> {
                    tookTooLong(invocation, "Init did not end in " + INIT_TIMEOUT);
                    return null;
                });
    }

    private void timed(Invocation invocation, Duration allowed) {
        CompletableFuture.delayedExecutor(allowed.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> tookTooLong(
                        invocation, "Task timed out after %.2f seconds".formatted(allowed.toMillis() / 1000.0)));
    }

    /** The caller is answered when nothing runs any more. */
    private void tookTooLong(Invocation invocation, String message) {
        if (!invocation.outcome().isDone()) {
            late = message;
            kill();
            invocation.outcome().complete(timedOut(invocation, message));
        }
    }

    private static Outcome timedOut(Invocation invocation, String message) {
        return Outcome.Failed.of(invocation, "Sandbox.Timedout", message);
    }

    /** Ends the process as Lambda does when it must: at once. */
    void kill() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    private void ended(Process gone) {
        int status = gone.exitValue();
        var how = status == KILLED ? "signal: killed" : "exit status " + status;
        var because = late;
        api.ended(invocation -> because != null
                ? timedOut(invocation, because)
                : Outcome.Failed.of(invocation, "Runtime.ExitError", "Runtime exited with error: " + how));
        server.stop(0);
    }

    void close() {
        kill();
        api.ended(invocation -> Outcome.Failed.of(invocation, "Runtime.ExitError", "Lambda is closed"));
        server.stop(0);
    }
}
