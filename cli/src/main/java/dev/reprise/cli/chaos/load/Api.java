package dev.reprise.cli.chaos.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reprise.cli.chaos.history.Call;
import dev.reprise.cli.chaos.history.Call.Action;
import dev.reprise.cli.chaos.history.Call.Outcome;
import dev.reprise.cli.chaos.history.Call.Seen;
import dev.reprise.cli.chaos.history.Notebook;
import dev.reprise.cli.chaos.history.Plan;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The service's API, each request of which is noted before it leaves and when it is over. Thread-safe. */
final class Api {
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final Notebook notebook;

    Api(Notebook notebook) {
        this.notebook = notebook;
    }

    /** A node as clients know it. */
    record Door(String name, String url) {}

    Call start(Action action, Door door, Plan plan) {
        return send(action, door, plan.name(), "", "POST", startPath(plan), Map.of(), text(plan));
    }

    private static String startPath(Plan plan) {
        return "/functions/%s/executions?name=%s".formatted(plan.kind().function(), plan.name());
    }

    Call signal(Door door, Plan plan, String id, String signal, String content) {
        return send(
                Action.SIGNAL,
                door,
                plan.name(),
                content,
                "POST",
                "/executions/%s/signals/%s".formatted(id, signal),
                Map.of("Reprise-Signal-Id", content),
                text(content));
    }

    Call answer(Door door, Plan plan, String callbackId, String content) {
        var path = "/callbacks/%s/succeed".formatted(callbackId);
        return send(Action.ANSWER, door, plan.name(), content, "POST", path, Map.of(), text(content));
    }

    Call stop(Door door, Plan plan, String id) {
        return send(Action.STOP, door, plan.name(), "", "POST", "/executions/%s/stop".formatted(id), Map.of(), "");
    }

    Call read(Door door, Plan plan, String id) {
        return send(Action.READ, door, plan.name(), "", "GET", "/executions/" + id, Map.of(), null);
    }

    Call result(Door door, Plan plan, String id) {
        var path = "/executions/%s/result?waitSeconds=2".formatted(id);
        return send(Action.RESULT, door, plan.name(), "", "GET", path, Map.of(), null);
    }

    private static String text(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected a request to be expressible in JSON, but it is not", e);
        }
    }

    private Call send(
            Action action,
            Door door,
            String execution,
            String item,
            String method,
            String path,
            Map<String, String> headers,
            @Nullable String body) {
        var request = HttpRequest.newBuilder(URI.create(door.url() + "/api/v1" + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        long begun = notebook.micros();
        notebook.begins(action, door.name(), execution, item, begun);
        var told = tell(action, request.build());
        var call = new Call(
                action, door.name(), execution, item, begun, notebook.micros(), told.outcome, told.status, told.seen);
        notebook.note(call);
        return call;
    }

    private record Told(
            Outcome outcome, int status, @Nullable Seen seen) {}

    private Told tell(Action action, HttpRequest request) {
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            var seen = seen(action, answer);
            return new Told(seen == null ? outcome(answer.statusCode()) : Outcome.OK, answer.statusCode(), seen);
        } catch (IOException e) {
            return new Told(Outcome.UNKNOWN, 0, null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Told(Outcome.UNKNOWN, 0, null);
        }
    }

    private static Outcome outcome(int status) {
        if (status / 100 == 2) {
            return Outcome.OK;
        }
        return status / 100 == 4 && status != 429 ? Outcome.REFUSED : Outcome.UNKNOWN;
    }

    private static @Nullable Seen seen(Action action, HttpResponse<String> answer) throws JsonProcessingException {
        int status = answer.statusCode();
        return switch (action) {
            case START, PROBE, READ, STOP -> status / 100 == 2 ? seen(JSON.readTree(answer.body())) : null;
            case RESULT ->
                switch (status) {
                    case 200 -> new Seen("", "SUCCEEDED", 0, answer.body());
                    case 202 -> seen(JSON.readTree(answer.body()));
                    case 409 -> ended(JSON.readTree(answer.body()).path("code").asText());
                    default -> null;
                };
            case SIGNAL, PUBLISH, ANSWER -> null;
        };
    }

    private static Seen seen(JsonNode execution) {
        var result = execution.path("result");
        return new Seen(
                execution.path("executionId").asText(),
                execution.path("status").asText(),
                execution.path("events").asInt(),
                result.isMissingNode() ? null : result.toString());
    }

    private static @Nullable Seen ended(String problem) {
        return switch (problem) {
            case "execution-failed" -> new Seen("", "FAILED", 0, null);
            case "execution-timed-out" -> new Seen("", "TIMED_OUT", 0, null);
            case "execution-stopped" -> new Seen("", "STOPPED", 0, null);
            default -> null;
        };
    }
}
