package dev.reprise.lambda;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** A runtime of a few lines, whose function does as its input says. */
final class Loop {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String API =
            "http://%s/2018-06-01/runtime/".formatted(System.getenv("AWS_LAMBDA_RUNTIME_API"));

    private Loop() {}

    /** Runs until it is killed. */
    public static void main(String... args) throws Exception {
        if (args.length > 0) {
            post("init/error", "{\"errorType\":\"%s\"}".formatted(args[0]));
            System.exit(1);
        }
        while (true) {
            var next = HTTP.send(
                    HttpRequest.newBuilder(URI.create(API + "invocation/next")).build(), BodyHandlers.ofString());
            handle(header(next, "aws-request-id"), next);
        }
    }

    private static void handle(String id, HttpResponse<String> invocation) throws Exception {
        switch (invocation.body()) {
            case "\"exit\"" -> System.exit(3);
            case "\"hang\"" -> Thread.currentThread().join();
            case "\"fail\"" -> post("invocation/" + id + "/error", "{\"errorType\":\"Broken\"}");
            case "\"headers\"" ->
                post(
                        "invocation/" + id + "/response",
                        "%s %s %s"
                                .formatted(
                                        header(invocation, "invoked-function-arn"),
                                        header(invocation, "trace-id"),
                                        Long.parseLong(header(invocation, "deadline-ms"))
                                                > System.currentTimeMillis()));
            default -> post("invocation/" + id + "/response", "[" + invocation.body() + "]");
        }
    }

    private static String header(HttpResponse<String> invocation, String name) {
        return invocation.headers().firstValue("Lambda-Runtime-" + name).orElseThrow();
    }

    private static void post(String path, String body) throws Exception {
        HTTP.send(
                HttpRequest.newBuilder(URI.create(API + path))
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.discarding());
    }
}
