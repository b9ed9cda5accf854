package dev.reprise.cli.chaos;

import dev.reprise.cli.cluster.ClusterPlan;
import dev.reprise.cli.process.Patience;
import dev.reprise.cli.process.Readiness;
import dev.reprise.cli.terminal.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Makes functions known to all nodes of a cluster. */
final class Registrations {
    /** An invocation that nobody answers is given up after this many seconds. */
    private static final int INVOCATION_TIMEOUT_SECONDS = 20;

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Readiness readiness = new Readiness();
    private final ClusterPlan cluster;

    Registrations(ClusterPlan cluster) {
        this.cluster = cluster;
    }

    /** Registers functions by name and target, and returns when every node knows all of them. */
    void of(Map<String, String> targets) {
        targets.forEach((function, target) ->
                await("function %s to be registered".formatted(function), () -> register(function, target)));
        for (var node : cluster.nodes()) {
            for (var function : targets.keySet()) {
                await(
                        "node-%d to know function %s".formatted(node.number(), function),
                        () -> readiness.answersOk(url(node, function)));
            }
        }
    }

    private interface Question {
        boolean isAnsweredYes();
    }

    private static void await(String what, Question question) {
        Patience.await(what, PATIENCE, () -> question.isAnsweredYes() ? Optional.of(true) : Optional.empty());
    }

    private boolean register(String function, String target) {
        var body = "{\"target\":\"%s\",\"invocationTimeoutSeconds\":%d}".formatted(target, INVOCATION_TIMEOUT_SECONDS);
        var request = HttpRequest.newBuilder(URI.create(url(cluster.nodes().getFirst(), function)))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() / 100 == 2;
        } catch (IOException notNow) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("Interrupted.", e);
        }
    }

    private static String url(ClusterPlan.Node node, String function) {
        return node.url() + "/api/v1/functions/" + function;
    }
}
