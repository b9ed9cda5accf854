package dev.reprise.signals.lambda;

import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.joda.JodaModule;
import java.util.List;

/** Events in the JSON that Lambda invokes functions with, read as Quarkus reads them. */
final class Events {
    static final String QUEUE = "arn:aws:sqs:eu-west-1:123456789012:approvals";
    static final String TOPIC = "arn:aws:sns:eu-west-1:123456789012:approvals";

    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addModule(new JodaModule())
            .build();

    private Events() {}

    static String sqsRecord(String queue, String id, String group, String body) {
        return """
                {"messageId":"%s","receiptHandle":"h","body":%s,
                 "attributes":{"ApproximateReceiveCount":"1","SentTimestamp":"1","SenderId":"s",
                   "ApproximateFirstReceiveTimestamp":"1"%s},
                 "messageAttributes":{"reprise-signal":{"stringValue":"review","stringListValues":[],
                   "binaryListValues":[],"dataType":"String"}},
                 "md5OfBody":"x","eventSource":"aws:sqs","eventSourceARN":"%s","awsRegion":"eu-west-1"}""".formatted(
                        id,
                        quoted(body),
                        group == null
                                ? ""
                                : ",\"MessageGroupId\":\"%s\",\"MessageDeduplicationId\":\"d-%s\",\"SequenceNumber\":\"1\""
                                        .formatted(group, id),
                        queue);
    }

    static SQSEvent sqs(List<String> records) {
        return read("{\"Records\":[%s]}".formatted(String.join(",", records)), SQSEvent.class);
    }

    static SNSEvent sns(String id, String execution, String message) {
        return read(snsJson(id, execution, message), SNSEvent.class);
    }

    static String snsJson(String id, String execution, String message) {
        return """
                {"Records":[{"EventVersion":"1.0","EventSubscriptionArn":"%1$s:1","EventSource":"aws:sns","Sns":{
                 "SignatureVersion":"1","Timestamp":"2026-01-01T12:00:00.000Z","Signature":"x","SigningCertUrl":"x",
                 "MessageId":"%2$s","Message":%3$s,"MessageAttributes":{"reprise-execution":{"Type":"String",
                 "Value":"%4$s"},"count":{"Type":"Number","Value":"1"}},"Type":"Notification",
                 "UnsubscribeUrl":"x","TopicArn":"%1$s","Subject":null}}]}""".formatted(TOPIC, id, quoted(message), execution);
    }

    static <T> T read(String json, Class<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    static String quoted(String text) {
        try {
            return JSON.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
