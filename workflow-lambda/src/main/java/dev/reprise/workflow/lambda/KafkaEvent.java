package dev.reprise.workflow.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * What Lambda's event source for Kafka invokes with, MSK or self-managed: records of one topic, by partition. See "Using
 * Lambda with self-managed Apache Kafka" in AWS's Lambda guide.
 *
 * @param records in the order of each partition
 */
record KafkaEvent(List<Record> records) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonFactory TOKENS = JSON.getFactory();

    KafkaEvent {
        records = List.copyOf(records);
    }

    /**
     * A record.
     *
     * @param partition the topic, a hyphen and the partition's number, as the event has it and wants it back
     * @param offset its place there
     * @param value empty where it has none
     */
    @SuppressWarnings("ArrayRecordComponent") // on its way to the service, never compared
    record Record(String partition, long offset, byte[] value) {}

    /** Whether an event is one of these, by its first member alone: those of other kinds may be large. */
    static boolean isOne(byte[] event) {
        try (var tokens = TOKENS.createParser(event)) {
            if (tokens.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            for (var name = tokens.nextFieldName(); name != null; name = tokens.nextFieldName()) {
                switch (name) {
                    case "eventSource" -> {
                        var source = tokens.nextTextValue();
                        return "aws:kafka".equals(source) || "SelfManagedKafka".equals(source);
                    }
                    case "DurableExecutionArn" -> {
                        return false;
                    }
                    default -> {
                        tokens.nextToken();
                        tokens.skipChildren();
                    }
                }
            }
            return false;
        } catch (IOException garbage) {
            return false;
        }
    }

    /** Reads an event that {@link #isOne}. */
    static KafkaEvent read(byte[] event) throws IOException {
        var records = new ArrayList<Record>();
        for (var partition : JSON.readTree(event).path("records").properties()) {
            for (var record : partition.getValue()) {
                records.add(new Record(partition.getKey(), record.path("offset").asLong(), value(record)));
            }
        }
        return new KafkaEvent(records);
    }

    private static byte[] value(JsonNode record) {
        try {
            return Base64.getDecoder().decode(record.path("value").asText());
        } catch (IllegalArgumentException notBase64) {
            return new byte[0]; // no task either
        }
    }

    /** The answer that has Lambda bring some records again, and count the others as done. */
    static byte[] answer(List<Record> again) throws IOException {
        var answer = JSON.createObjectNode();
        var failures = answer.putArray("batchItemFailures");
        for (var record : again) {
            failures.addObject()
                    .putObject("itemIdentifier")
                    .put("partition", record.partition())
                    .put("offset", record.offset());
        }
        return JSON.writeValueAsBytes(answer);
    }
}
