package dev.reprise.cli.dev;

import dev.reprise.cli.terminal.Style;
import java.util.List;

/** What a user is told when everything is ready: addresses, and commands to paste as they are. */
final class Welcome {
    private Welcome() {}

    /**
     * The lines to say.
     *
     * @param region what AWS SDKs are to be configured with
     * @param anyCredentials whether any credentials will do, because authentication is off
     * @param logs where the log is
     */
    static List<String> lines(int port, String region, boolean anyCredentials, String logs) {
        var url = "http://127.0.0.1:" + port;
        var executions = url + "/api/v1/executions/$ID";
        var json = "-H 'Content-Type: application/json'";
        return List.of(
                "",
                Style.BOLD.of("Ready.") + " Ctrl-C ends it; whatever ends it, the next one resumes.",
                "",
                "  API         " + url + "/api/v1",
                "  Swagger UI  " + url + "/q/swagger-ui",
                "  Health      " + url + "/q/health",
                "  Metrics     " + url + "/q/metrics",
                "  Log         " + logs + "/reprise.log",
                "",
                "In another terminal, start an order. It charges the card, then waits up to 72 hours for a review:",
                "",
                "  ID=$(curl -s '" + url + "/api/v1/functions/" + ExampleOrder.FUNCTION + "/executions?name="
                        + ExampleOrder.NAME + "' \\",
                "    " + json + " -d '" + ExampleOrder.JSON + "' \\",
                "    | sed 's/.*\"executionId\":\"\\([^\"]*\\)\".*/\\1/'); echo \"$ID\"",
                "",
                "Look at it. While it waits nothing runs; kill this process and start it again, if you like:",
                "",
                "  curl -s \"" + executions + "\"",
                "",
                "Approve it with a signal, and wait for its result:",
                "",
                "  curl -s \"" + executions + "/signals/fraud-review-approval\" " + json + " -d '\"approve\"'",
                "  curl -s \"" + executions + "/result?waitSeconds=10\"",
                "",
                "What was recorded, from Kafka itself:  ./reprise audit --execution \"$ID\"",
                "",
                "Point an AWS SDK, or a function that uses an AWS durable execution SDK, at this service:",
                "",
                "  export AWS_ENDPOINT_URL_LAMBDA=" + url + " AWS_REGION=" + region,
                anyCredentials
                        ? "  export AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local"
                        : "  export AWS_ACCESS_KEY_ID=... AWS_SECRET_ACCESS_KEY=...  # one of reprise.access-keys",
                "");
    }
}
