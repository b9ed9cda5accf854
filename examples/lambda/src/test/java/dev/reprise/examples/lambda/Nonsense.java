package dev.reprise.examples.lambda;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** A function that asks for its invocations as it should, and answers none of them. */
final class Nonsense {
    static final String ANSWER = "{\"statusCode\":200,\"body\":\"hello\"}";

    private Nonsense() {}

    /** Runs until it is killed. */
    public static void main(String... args) throws Exception {
        var answer = ANSWER.repeat(Integer.parseInt(System.getenv().getOrDefault("TIMES", "1")));
        var api = "http://%s/2018-06-01/runtime/invocation/".formatted(System.getenv("AWS_LAMBDA_RUNTIME_API"));
        try (var http = HttpClient.newHttpClient()) {
            while (true) {
                var next = http.send(
                        HttpRequest.newBuilder(URI.create(api + "next")).build(), BodyHandlers.ofString());
                var id = next.headers()
                        .firstValue("Lambda-Runtime-Aws-Request-Id")
                        .orElseThrow();
                http.send(
                        HttpRequest.newBuilder(URI.create(api + id + "/response"))
                                .POST(BodyPublishers.ofString(answer))
                                .build(),
                        BodyHandlers.discarding());
            }
        }
    }
}
