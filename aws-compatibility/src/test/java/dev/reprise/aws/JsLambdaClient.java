package dev.reprise.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The {@code @aws-sdk/client-lambda} of npm, in a Node.js process that takes calls as lines. Thread-safe. */
final class JsLambdaClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final BufferedWriter calls;
    private final AtomicLong lastId = new AtomicLong();
    private final ConcurrentHashMap<Long, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();

    /** An error as the SDK threw it. */
    static final class ServiceError extends RuntimeException {
        private final transient JsonNode error;

        private ServiceError(String command, JsonNode error) {
            super(command + ": " + error);
            this.error = error;
        }

        /** The error classes of the SDK that it is an instance of. */
        List<String> classes() {
            return JSON.convertValue(
                    error.path("is"), JSON.getTypeFactory().constructCollectionType(List.class, String.class));
        }

        String name() {
            return error.path("name").asText();
        }

        String message() {
            return error.path("message").asText();
        }

        int status() {
            return error.path("status").asInt();
        }
    }

    private JsLambdaClient(Process process) {
        this.process = process;
        this.calls = new BufferedWriter(process.outputWriter(StandardCharsets.UTF_8));
    }

    static JsLambdaClient start(NodeJs node, Map<String, String> environment, Path log) {
        var builder = new ProcessBuilder("node", "client.mjs")
                .directory(node.directory().toFile())
                .redirectError(log.toFile());
        builder.environment().putAll(environment);
        try {
            var client = new JsLambdaClient(builder.start());
            Thread.ofVirtual().name("lambda-client-answers").start(client::readAnswers);
            return client;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readAnswers() {
        try (var answers = new BufferedReader(process.inputReader(StandardCharsets.UTF_8))) {
            for (var line = answers.readLine(); line != null; line = answers.readLine()) {
                var answer = JSON.readTree(line);
                var call = waiting.remove(answer.path("id").asLong());
                if (call != null) {
                    call.complete(answer);
                }
            }
            throw new IOException("Expected Node.js to go on, but it ended");
        } catch (IOException e) {
            waiting.values().forEach(call -> call.completeExceptionally(e));
        }
    }

    /**
     * Sends a command, such as {@code GetDurableExecution}, and waits for the answer.
     *
     * @throws ServiceError when the SDK threw an error
     */
    JsonNode send(String command, ObjectNode input) {
        long id = lastId.incrementAndGet();
        var call = new CompletableFuture<JsonNode>();
        waiting.put(id, call);
        var line = JSON.createObjectNode().put("id", id).put("command", command);
        line.set("input", input);
        try {
            write(line.toString());
            var answer = call.get(Await.AT_MOST_SECONDS, TimeUnit.SECONDS);
            if (answer.has("error")) {
                throw new ServiceError(command, answer.path("error"));
            }
            return answer.path("output");
        } catch (IOException | java.util.concurrent.ExecutionException | TimeoutException e) {
            throw new AssertionError("Expected an answer to %s, but found none".formatted(line), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private synchronized void write(String line) throws IOException {
        calls.write(line);
        calls.newLine();
        calls.flush();
    }

    static ObjectNode input() {
        return JSON.createObjectNode();
    }

    static ObjectNode input(String member, @Nullable String value) {
        return input().put(member, value);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
