package dev.reprise.workflow.protocol;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes and reads checkpoints of many executions as one message, and its answer: lists, one entry for each checkpoint, in the
 * same order. No part of AWS's protocol, but made of its words: an entry is what the body of AWS's call would be, and whose
 * it is. Reading throws {@link ProtocolViolation} for whatever is no such list, and nothing else. Any thread may call any method.
 */
public final class BatchJson {
    private static final String ARN = "DurableExecutionArn";

    private BatchJson() {}

    /** Writes one checkpoint, to be joined with others by {@link #join}. */
    public static byte[] writeCheckpoint(String executionArn, CheckpointRequest request) {
        return JsonWriter.message(out -> {
            out.text(ARN, executionArn);
            ProtocolJson.writeCheckpoint(out, request);
        });
    }

    /** Makes a batch of what {@link #writeCheckpoint} wrote. */
    public static byte[] join(List<byte[]> checkpoints) {
        var out = new ByteArrayOutputStream(
                1 + checkpoints.stream().mapToInt(each -> each.length + 1).sum());
        out.write('[');
        for (int i = 0; i < checkpoints.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            out.writeBytes(checkpoints.get(i));
        }
        out.write(']');
        return out.toByteArray();
    }

    /** Reads a batch. What is wrong with one checkpoint is known when that one is used, and concerns no other. */
    public static List<BatchedCheckpoint> read(byte[] body) {
        return JsonReader.messages(body, ProtocolLimits.BATCH_CHECKPOINTS, BatchedCheckpoint::read);
    }

    /** Writes what a batch is answered with. */
    public static byte[] writeAnswers(List<EncodedAnswer> answers) {
        var out = new ByteArrayOutputStream(
                1 + answers.stream().mapToInt(each -> each.body().length + 64).sum());
        out.write('[');
        for (int i = 0; i < answers.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            write(out, answers.get(i));
        }
        out.write(']');
        return out.toByteArray();
    }

    /** By hand, because the body is JSON already. */
    private static void write(ByteArrayOutputStream out, EncodedAnswer answer) {
        ascii(out, "{\"Status\":" + answer.status());
        if (answer.errorType() != null) {
            ascii(out, ",\"ErrorType\":\"");
            out.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(answer.errorType()));
            out.write('"');
        }
        if (answer.body().length > 0) {
            ascii(out, ",\"Body\":");
            out.writeBytes(answer.body());
        }
        out.write('}');
    }

    private static void ascii(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Reads what a batch is answered with. */
    public static List<CheckpointAnswer> readAnswers(byte[] body) {
        return JsonReader.messages(body, ProtocolLimits.BATCH_CHECKPOINTS, AnswerReader::read);
    }
}
