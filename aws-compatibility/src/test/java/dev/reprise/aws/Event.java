package dev.reprise.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/** A history event as the Lambda client of the AWS SDK gives it. */
record Event(JsonNode json) {
    private static final int SHOWN_CHARACTERS = 100;

    int id() {
        return json.path("EventId").asInt();
    }

    String type() {
        return json.path("EventType").asText();
    }

    String name() {
        return json.path("Name").asText("");
    }

    String subType() {
        return json.path("SubType").asText("");
    }

    String operation() {
        return json.path("Id").asText("");
    }

    String parent() {
        return json.path("ParentId").asText("");
    }

    JsonNode details() {
        return json.path(type() + "Details");
    }

    /** The event in a line: what happened to what, and its figures, its result or its error. */
    String told() {
        var line = new StringBuilder(type());
        if (type().startsWith("Context") || subType().equals("WaitForCondition")) {
            add(line, subType());
        }
        add(line, name());
        switch (type()) {
            case "ExecutionStarted", "InvocationCompleted" -> {}
            case "WaitStarted", "WaitSucceeded" ->
                add(line, details().path("Duration").asText() + " s");
            case "CallbackStarted" -> {
                seconds(line, "timeout", details().path("Timeout"));
                seconds(line, "heartbeat", details().path("HeartbeatTimeout"));
            }
            case "ChainedInvokeStarted" -> {
                add(line, details().path("FunctionName").asText());
                add(line, abbreviated(details().path("Input").path("Payload").asText("")));
            }
            default ->
                add(line, abbreviated(details().path("Result").path("Payload").asText("")));
        }
        error(line);
        retry(line);
        return line.toString();
    }

    private void error(StringBuilder line) {
        var error = details().path("Error").path("Payload");
        if (!error.isMissingNode()) {
            add(
                    line,
                    "%s: %s"
                            .formatted(
                                    error.path("ErrorType").asText("-"),
                                    abbreviated(error.path("ErrorMessage").asText("-"))));
        }
    }

    private void retry(StringBuilder line) {
        var retry = details().path("RetryDetails");
        int attempt = retry.path("CurrentAttempt").asInt();
        var delay = retry.path("NextAttemptDelaySeconds");
        if (!delay.isMissingNode()) {
            add(line, "(attempt %d, again after %s s)".formatted(attempt, delay.asText()));
        } else if (attempt > 1) {
            add(line, "(attempt %d)".formatted(attempt));
        }
    }

    private static void seconds(StringBuilder line, String what, JsonNode seconds) {
        if (!(seconds instanceof MissingNode)) {
            add(line, "%s %s s".formatted(what, seconds.asText()));
        }
    }

    private static void add(StringBuilder line, String word) {
        if (!word.isEmpty()) {
            line.append(' ').append(word);
        }
    }

    static String abbreviated(String text) {
        return text.length() <= SHOWN_CHARACTERS ? text : "%s… (%d)".formatted(text.substring(0, 10), text.length());
    }
}
