package dev.reprise.aws;

import static dev.reprise.aws.JsLambdaClient.input;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Optional;

/**
 * An execution, seen through the Lambda client.
 *
 * @param rest to wait for its end, for which AWS has no call
 * @param arn its ARN
 */
record Execution(Rest rest, JsLambdaClient lambda, String arn) {
    private static final int PAGE = 100;

    /** Waits for its end, which must be a success, and gives its result, the JSON text as it is. */
    String result() {
        var ended = ended();
        assertThat(ended.path("Status").asText())
                .as("%s%n%s", ended, historySoFar())
                .isEqualTo("SUCCEEDED");
        return ended.path("Result").asText();
    }

    /** Waits for its end, which must not be a success, and gives its status and its error as {@code type: message}. */
    String failure() {
        var ended = ended();
        var error = ended.path("Error");
        assertThat(error.isMissingNode()).as("%s%n%s", ended, historySoFar()).isFalse();
        return "%s %s: %s"
                .formatted(
                        ended.path("Status").asText(),
                        error.path("ErrorType").asText("-"),
                        error.path("ErrorMessage").asText("-"));
    }

    /** Waits for its end, and gives what is known of it. */
    JsonNode ended() {
        Await.value(
                "the end of " + arn,
                () -> Optional.of(rest.send("GET", "/api/v1/executions/" + id() + "/result?waitSeconds=60", ""))
                        .filter(response -> response.statusCode() != 202),
                () -> historySoFar().toString());
        return describe();
    }

    JsonNode describe() {
        return lambda.send("GetDurableExecution", input("DurableExecutionArn", arn));
    }

    boolean isThere() {
        try {
            describe();
            return true;
        } catch (JsLambdaClient.ServiceError error) {
            if (error.name().equals("ResourceNotFoundException")) {
                return false;
            }
            throw error;
        }
    }

    /** Waits for its end and gives all that happened. */
    History history() {
        ended();
        var history = historySoFar();
        var last = history.events().getLast();
        assertThat(last.type()).as("%s", history).startsWith("Execution");
        if (!last.type().equals("ExecutionStopped") && !last.type().equals("ExecutionTimedOut")) {
            assertThat(history.events().get(history.events().size() - 2).type())
                    .as("%s", history)
                    .isEqualTo("InvocationCompleted");
        }
        return history;
    }

    History historySoFar() {
        var events = new ArrayList<Event>();
        var request = input("DurableExecutionArn", arn)
                .put("IncludeExecutionData", true)
                .put("MaxItems", PAGE);
        JsonNode page;
        do {
            page = lambda.send("GetDurableExecutionHistory", request);
            page.path("Events").forEach(event -> events.add(new Event(event)));
            request.put("Marker", page.path("NextMarker").asText());
        } while (!page.path("NextMarker").asText("").isEmpty());
        return new History(events);
    }

    /** Waits for a callback of this name, and gives its id. */
    String callback(String name) {
        return event("CallbackStarted", name).details().path("CallbackId").asText();
    }

    /** Waits for an event of this type and name. */
    Event event(String type, String name) {
        return Await.value(
                "%s of '%s'".formatted(type, name),
                () -> historySoFar().events().stream()
                        .filter(event ->
                                event.type().equals(type) && event.name().equals(name))
                        .findFirst(),
                () -> historySoFar().toString());
    }

    private String id() {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
