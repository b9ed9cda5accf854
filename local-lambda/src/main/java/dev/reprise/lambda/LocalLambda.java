package dev.reprise.lambda;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lambda as far as functions and their callers can see it: Invoke before, the Runtime API behind, and processes that are
 * started when they are needed, stopped when they take too long, and started again. All of it on 127.0.0.1, on free ports.
 * Thread-safe.
 */
public final class LocalLambda implements AutoCloseable {
    static final String REGION = "eu-west-1";

    private static final String ARN = "arn:aws:lambda:" + REGION + ":000000000000:function:";

    private final Map<String, Deployment> functions = new ConcurrentHashMap<>();
    private final HttpServer server = Loopback.serve(new InvokeApi(functions));

    private LocalLambda() {}

    /** Starts one without functions. */
    public static LocalLambda start() {
        return new LocalLambda();
    }

    /** Where Invoke is. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Creates a function or replaces it, and gives its ARN, with an alias. */
    public String create(LambdaFunction function) {
        var before = functions.put(function.name(), new Deployment(function));
        if (before != null) {
            before.close();
        }
        return ARN + function.name() + ":live";
    }

    /** Invokes a function with what is on a topic of Kafka, until it is closed. */
    public KafkaEventSource map(String bootstrapServers, String topic, String function) {
        var deployment = function(function);
        return new KafkaEventSource(
                bootstrapServers,
                topic,
                event -> deployment.invoke(new Invocation(
                        UUID.randomUUID().toString(),
                        ARN + function + ":live",
                        null,
                        event,
                        new CompletableFuture<>())));
    }

    /** The names of the functions there are. */
    public Set<String> functions() {
        return Set.copyOf(functions.keySet());
    }

    /** Whom a runtime that was started elsewhere asks: what {@code AWS_LAMBDA_RUNTIME_API} is. */
    public String runtimeApi(String function) {
        return function(function)
                .runtimeApi()
                .orElseThrow(
                        () -> new IllegalStateException("Expected a runtime of '" + function + "', but none runs"));
    }

    /** The invocations that have ended, oldest first. */
    public List<Report> reports(String function) {
        return function(function).reports();
    }

    /** The ids of the processes that run now. */
    public List<Long> processes(String function) {
        return function(function).processes();
    }

    /** Kills the processes of a function, whatever they do. */
    public void kill(String function) {
        function(function).kill();
    }

    /** What its processes have said, for failing tests. */
    public String said(String function) {
        try {
            return function(function).runtime() instanceof FunctionRuntime.Command program
                            && Files.exists(program.log())
                    ? Files.readString(program.log())
                    : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Deployment function(String name) {
        var function = functions.get(name);
        if (function == null) {
            throw new IllegalArgumentException(
                    "Expected a function of %s, but found '%s'".formatted(functions.keySet(), name));
        }
        return function;
    }

    /** Stops everything. */
    @Override
    public void close() {
        functions.values().forEach(Deployment::close);
        server.stop(0);
    }
}
