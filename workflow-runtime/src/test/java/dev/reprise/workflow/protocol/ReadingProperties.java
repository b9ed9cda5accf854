package dev.reprise.workflow.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.core.operation.InvokeTarget;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the bytes are, reading them gives a message or a {@link ProtocolViolation}. */
class ReadingProperties {
    private static final List<Consumer<byte[]>> READERS = List.of(
            ProtocolJson::readEnvelope,
            ProtocolJson::readCheckpointResponse,
            ProtocolJson::readState,
            ProtocolJson::readFailure,
            body -> ProtocolJson.readOutput(body, 100),
            body -> ProtocolJson.readCheckpointRequest(body, name -> new InvokeTarget.Plain(name, "f", "1")),
            body -> BatchJson.readAnswers(BatchJson.join(List.of(body))),
            body -> BatchJson.read(BatchJson.join(List.of(body)))
                    .forEach(item -> item.request(name -> new InvokeTarget.Plain(name, "f", "1"))));

    private static final String SEED = """
            {"DurableExecutionArn":"a","CheckpointToken":"t","ClientToken":"c","Status":"FAILED","Result":"1",
             "Error":{"ErrorType":"x","StackTrace":["y"]},"Updates":[{"Id":"1","ParentId":"2","Type":"STEP","Action":"RETRY",
             "Name":"n","SubType":"s","Payload":"1","StepOptions":{"NextAttemptDelaySeconds":1,"NextAttemptDelayMillis":1}}],
             "InitialExecutionState":{"Operations":[{"Id":"1","Type":"WAIT","Status":"STARTED","StartTimestamp":1,
             "WaitDetails":{"ScheduledEndTimestamp":1}}],"NextMarker":"m"},"NewExecutionState":{"Operations":[{"Id":"1",
             "Type":"STEP","Status":"PENDING","StartTimestamp":1.5,"StepDetails":{"Attempt":1,"Error":{}}}]}}""";

    @Property
    void randomBytesAreRefusedInOneWay(@ForAll byte[] body) {
        assertOnlyViolations(body);
    }

    @Property
    void brokenMessagesAreRefusedInOneWay(@ForAll("broken") String body) {
        assertOnlyViolations(body.getBytes(UTF_8));
    }

    /** A good message in which a stretch is replaced by something else that JSON knows. */
    @Provide
    Arbitrary<String> broken() {
        var from = Arbitraries.integers().between(0, SEED.length() - 1);
        var length = Arbitraries.integers().between(0, 30);
        var piece = Arbitraries.of(
                "",
                "null",
                "{}",
                "[]",
                "\"\"",
                "-1",
                "1e999",
                "99999999999999999999",
                "{\"\":",
                "\"\\ud800\"",
                "true",
                "[",
                "}",
                ",",
                ":");
        return Combinators.combine(from, length, piece)
                .as((at, cut, with) ->
                        SEED.substring(0, at) + with + SEED.substring(Math.min(SEED.length(), at + cut)));
    }

    private static void assertOnlyViolations(byte[] body) {
        for (var reader : READERS) {
            try {
                reader.accept(body);
            } catch (ProtocolViolation violation) {
                assertThat(violation.getMessage()).isNotBlank();
            }
        }
    }
}
