package dev.reprise.workflow.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reprise.core.OperationId;
import dev.reprise.core.Payload;
import dev.reprise.core.operation.InvokeTarget;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.operation.OperationDetails.StepDetails;
import dev.reprise.core.operation.OperationRef;
import dev.reprise.core.operation.OperationStatus;
import dev.reprise.core.operation.OperationUpdate;
import dev.reprise.workflow.protocol.ProtocolViolation.Kind;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchJsonTest {
    private static final CheckpointRequest STEP = new CheckpointRequest(
            "dG9rZW4",
            "client-1",
            List.of(new OperationUpdate.SucceedStep(
                    new OperationRef(new OperationId("1"), null, "weigh \"it\"", "Step"),
                    Payload.of("{\"kg\":\"\u00fc\"}"),
                    null)));
    private static final CheckpointRequest POLL = new CheckpointRequest("cG9sbA", "client-2", List.of());
    private static final String GOOD = "{\"DurableExecutionArn\":\"arn:good\",\"CheckpointToken\":\"dA\"}";

    private static InvokeTarget resolve(String function) {
        return new InvokeTarget.Plain(function, "weigh", "1");
    }

    private static List<BatchedCheckpoint> read(String body) {
        return BatchJson.read(body.getBytes(UTF_8));
    }

    @Test
    void aBatchIsReadAsItWasWrittenInOrder() {
        var written = BatchJson.join(
                List.of(BatchJson.writeCheckpoint("arn:a", STEP), BatchJson.writeCheckpoint("arn:b", POLL)));

        var read = BatchJson.read(written);

        assertThat(read).extracting(BatchedCheckpoint::executionArn).containsExactly("arn:a", "arn:b");
        assertThat(read)
                .extracting(each -> each.request(BatchJsonTest::resolve))
                .containsExactly(STEP, POLL);
        assertThat(read).extracting(BatchedCheckpoint::isPoll).containsExactly(false, true);
        assertThat(BatchJson.read(BatchJson.join(List.of()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "7",
                "\"text\"",
                "[]",
                "[[{\"CheckpointToken\":\"dA\"}],{}]",
                "{}",
                "{\"CheckpointToken\":7}",
                "{\"CheckpointToken\":{\"deep\":[{\"er\":[1]}]},\"Updates\":[]}",
                "{\"CheckpointToken\":\"dA\",\"Updates\":[{\"Id\":[[]]}],\"DurableExecutionArn\":\"late\"}",
                "{\"CheckpointToken\":\"dA\",\"Updates\":[{\"Id\":\"\",\"Type\":\"STEP\",\"Action\":\"SUCCEED\"}]}",
                "{\"DurableExecutionArn\":7,\"CheckpointToken\":\"dA\"}"
            })
    void whatIsWrongWithOneConcernsNoOther(String damaged) {
        var read = read("[" + GOOD + "," + damaged + "," + GOOD + "]");

        assertThat(read).hasSize(3);
        assertThat(read.getFirst().request(BatchJsonTest::resolve).checkpointToken())
                .isEqualTo("dA");
        assertThatThrownBy(() -> read.get(1).request(BatchJsonTest::resolve)).isInstanceOf(ProtocolViolation.class);
        assertThat(read.getLast().executionArn()).isEqualTo("arn:good");
        assertThat(read.getLast().request(BatchJsonTest::resolve).checkpointToken())
                .isEqualTo("dA");
    }

    @Test
    void whatIsWrongIsSaidAsOfACheckpointByItself() {
        var wrong = "{\"CheckpointToken\":\"dA\",\"Updates\":[{\"Type\":\"STEP\",\"Action\":\"NAP\"}]}";
        var alone = catchThrowableOfType(
                ProtocolViolation.class,
                () -> ProtocolJson.readCheckpointRequest(wrong.getBytes(UTF_8), BatchJsonTest::resolve));
        var item = read("[" + GOOD + "," + wrong + "]").getLast();

        assertThatThrownBy(() -> item.request(BatchJsonTest::resolve))
                .isInstanceOfSatisfying(ProtocolViolation.class, inBatch -> {
                    assertThat(inBatch.kind()).isEqualTo(alone.kind());
                    assertThat(inBatch).hasMessage(alone.getMessage());
                });
    }

    @Test
    void whoseItIsIsKnownAlthoughTheRestIsWrong() {
        assertThat(read("[{\"DurableExecutionArn\":\"arn:a\",\"CheckpointToken\":7}]")
                        .getFirst()
                        .executionArn())
                .isEqualTo("arn:a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "7",
                "[",
                "[{]",
                "[{}",
                "[{},]",
                "[{\"a\":[}]",
                "[{\"CheckpointToken\":7,\"b\":}]",
                "[]x",
                "[] []"
            })
    void whatIsNoListOfMessagesIsRefusedAsAWhole(String body) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOfSatisfying(
                        ProtocolViolation.class,
                        refused -> assertThat(refused.kind()).isEqualTo(Kind.NOT_JSON));
    }

    @Test
    void aBatchHasItsMost() {
        var most = ProtocolLimits.BATCH_CHECKPOINTS;

        assertThat(read("[" + String.join(",", Collections.nCopies(most, "{}")) + "]"))
                .hasSize(most);
        assertThatThrownBy(() -> read("[" + String.join(",", Collections.nCopies(most + 1, "{}")) + "]"))
                .isInstanceOf(ProtocolViolation.class)
                .hasMessageContaining("at most 256");
    }

    @Test
    void answersAreReadAsTheyWereWritten() {
        var operation = new Operation(
                OperationRef.of("1", "weigh", "Step"),
                OperationStatus.SUCCEEDED,
                Instant.ofEpochMilli(1_788_000_000_007L),
                Instant.ofEpochMilli(1_788_000_000_008L),
                0,
                0,
                false,
                new StepDetails(1, null, null, Payload.of("\"\u00fc\""), null));
        var response = new CheckpointResponse("bmV4dA", List.of(operation), null);
        var written = BatchJson.writeAnswers(List.of(
                new EncodedAnswer(200, null, ProtocolJson.writeCheckpointResponse(response)),
                EncodedAnswer.UNDECIDED,
                new EncodedAnswer(400, "Odd\"Type", ProtocolJson.writeErrorMessage("no \"such\" thing"))));

        var read = BatchJson.readAnswers(written);

        assertThat(read)
                .containsExactly(
                        CheckpointAnswer.of(
                                ProtocolJson.readCheckpointResponse(ProtocolJson.writeCheckpointResponse(response))),
                        new CheckpointAnswer(CheckpointAnswer.UNDECIDED, null, "", null),
                        new CheckpointAnswer(400, "Odd\"Type", "no \"such\" thing", null));
        assertThat(BatchJson.readAnswers(BatchJson.writeAnswers(List.of()))).isEmpty();
    }

    @Test
    void theOrderOfMembersDoesNotMatterAndUnknownOnesAreSkipped() {
        var read = BatchJson.readAnswers(
                "[{\"New\":[1],\"Body\":{\"Message\":\"gone\",\"Type\":\"User\"},\"Status\":404}]".getBytes(UTF_8));

        assertThat(read).containsExactly(new CheckpointAnswer(404, null, "gone", null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{}]",
                "[{\"Status\":7}]",
                "[{\"Status\":\"200\"}]",
                "[7]",
                "[{\"Status\":200,\"Body\":7}]",
                "<h1>"
            })
    void whatIsNoAnswerIsRefused(String body) {
        assertThatThrownBy(() -> BatchJson.readAnswers(body.getBytes(UTF_8))).isInstanceOf(ProtocolViolation.class);
    }
}
