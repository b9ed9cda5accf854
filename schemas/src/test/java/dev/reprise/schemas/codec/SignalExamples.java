package dev.reprise.schemas.codec;

import dev.reprise.core.Payload;
import dev.reprise.core.SignalName;
import dev.reprise.core.journal.JournalRecord.SignalReceived;
import dev.reprise.core.journal.SignalTarget;
import dev.reprise.schemas.avro.signals.Signal;
import dev.reprise.schemas.codec.Examples.Example;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What users publish to the signals topic in Avro, and what it means. */
final class SignalExamples {
    private static final String APPROVE = "\"approve\"";

    private SignalExamples() {}

    static List<Example<Signal>> all() {
        return List.of(
                Example.of(new Signal("order/o-17", "fraud-review-approval", "review-1", null, utf8(APPROVE))),
                Example.of(new Signal(null, null, null, "cb-1", utf8(APPROVE)), "for-callback"));
    }

    static IncomingSignal meaningOf(String name) {
        return switch (name) {
            case "Signal" ->
                new IncomingSignal.ForExecution(new SignalReceived(
                        new SignalTarget.ByKey(Examples.KEY),
                        new SignalName("fraud-review-approval"),
                        "review-1",
                        Payload.of(APPROVE),
                        null));
            case "Signal-for-callback" -> new IncomingSignal.ForCallback("cb-1", Payload.of(APPROVE));
            default -> throw new AssertionError("Expected the name of an example, but found " + name);
        };
    }

    private static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
