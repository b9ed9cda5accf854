package dev.reprise.examples.lambda;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** How somebody outside tells an execution something. */
enum WayToSignal {
    /** Our own API. */
    REST {
        @Override
        void send(OrderLab lab, String function, String executionId, String signal, String json) {
            lab.node.ok("POST", "/api/v1/executions/%s/signals/%s".formatted(executionId, signal), json);
        }
    },

    /** A link that was mailed to somebody, who opens it, answers and sends the form. */
    LINK {
        @Override
        void send(OrderLab lab, String function, String executionId, String signal, String json) {
            var made = lab.node.ok("POST", "/api/v1/executions/%s/signals/%s/url".formatted(executionId, signal), "{}");
            var link = URI.create(OrderLab.json(made).path("url").asText()).getPath();
            lab.node.ok("GET", link, "");
            var form = "answer=" + URLEncoder.encode(json, StandardCharsets.UTF_8);
            lab.requireOk(HttpRequest.newBuilder(lab.node.address().resolve(link))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(form)));
        }
    },

    /** A message in a queue of SQS, which the service reads. */
    SQS {
        @Override
        void send(OrderLab lab, String function, String executionId, String signal, String json) {
            lab.queues.send(lab.queue, message(executionId, signal, json));
        }
    },

    /** A notification of SNS, posted to the service and signed. */
    SNS {
        @Override
        void send(OrderLab lab, String function, String executionId, String signal, String json) {
            var post = lab.sns
                    .notification(OrderLab.TOPIC, UUID.randomUUID().toString(), message(executionId, signal, json))
                    .signed(2);
            lab.requireOk(HttpRequest.newBuilder(lab.node.address().resolve("/api/v1/aws/sns"))
                    .header("Content-Type", "text/plain; charset=UTF-8")
                    .POST(BodyPublishers.ofString(post.json())));
        }
    },

    /** Lambda's Invoke, with a payload that is a signal. */
    INVOKE {
        @Override
        void send(OrderLab lab, String function, String executionId, String signal, String json) {
            lab.node.ok(
                    "POST",
                    "/2015-03-31/functions/%s/invocations?Qualifier=$LATEST".formatted(function),
                    "{\"_durable_signal\":{\"execution_id\":\"%s\",\"signal_name\":\"%s\",\"payload\":%s}}"
                            .formatted(executionId, signal, json));
        }
    };

    /**
     * Sends a signal.
     *
     * @param json its content
     */
    abstract void send(OrderLab lab, String function, String executionId, String signal, String json);

    private static String message(String executionId, String signal, String json) {
        return "{\"execution\":\"%s\",\"signal\":\"%s\",\"payload\":%s}".formatted(executionId, signal, json);
    }
}
