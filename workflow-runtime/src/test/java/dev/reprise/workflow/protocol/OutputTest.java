package dev.reprise.workflow.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.core.Failure;
import dev.reprise.core.Payload;
import dev.reprise.core.journal.InvocationOutcome;
import dev.reprise.workflow.protocol.InvocationOutput.Failed;
import dev.reprise.workflow.protocol.InvocationOutput.Succeeded;
import dev.reprise.workflow.protocol.InvocationOutput.Suspended;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OutputTest {
    private static final int MAX = 20;

    static List<InvocationOutput> outputs() {
        return List.of(
                new Suspended(),
                new Succeeded(null),
                new Succeeded(Payload.of("{\"kg\":2}")),
                new Failed(Failure.UNKNOWN),
                new Failed(new Failure("com.example.Lost", "gone", "data", List.of("at a", "at b"))));
    }

    @ParameterizedTest
    @MethodSource("outputs")
    void isReadAsItWasWritten(InvocationOutput output) {
        assertThat(ProtocolJson.readOutput(ProtocolJson.writeOutput(output), MAX))
                .isEqualTo(new JudgedOutput.Valid(output));
    }

    @Test
    void maySpellAbsentMembersAsNull() {
        assertThat(judged("{\"Status\":\"SUCCEEDED\",\"Result\":null,\"Error\":null}"))
                .isEqualTo(new JudgedOutput.Valid(new Succeeded(null)));
    }

    @Test
    void failedWithoutErrorIsStillAFailure() {
        assertThat(judged("{\"Status\":\"FAILED\"}")).isEqualTo(new JudgedOutput.Valid(new Failed(Failure.UNKNOWN)));
    }

    @ParameterizedTest(name = "{0} gives: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"Status":"SUCCEEDED","Error":{}}                      | Cannot provide an Error for SUCCEEDED status.
            {"Status":"FAILED","Result":"1"}                       | Cannot provide a Result for FAILED status.
            {"Status":"SUCCEEDED","Result":"123456789012345678901"}| Execution output payload size must be less than or equal to 20 bytes.
            {"Status":"DONE"}                                      | Invalid Status in invocation output.
            {"Status":7}                                           | Invalid Status in invocation output.
            {}                                                     | Invalid Status in invocation output.
            "PENDING"                                              | Invalid Status in invocation output.
            {"Status":"PENDING"} {}                                | Invalid Status in invocation output.
            <html>                                                 | Invalid Status in invocation output.
            """)
    void thatIsNoAnswerFailsTheExecution(String body, String sentence) {
        assertThat(judged(body))
                .isEqualTo(new JudgedOutput.Invalid(Failure.of("InvalidParameterValueException", sentence)));
    }

    @Test
    void suspensionTellsTheJournalWhatTheInvocationHasSeen() {
        assertThat(judged("{\"Status\":\"PENDING\"}").outcome(17)).isEqualTo(new InvocationOutcome.Suspended(17));
        assertThat(judged("").outcome(17)).isInstanceOf(InvocationOutcome.Invalid.class);
    }

    @Test
    void functionErrorIsReadAsItWasWrittenAndOtherwiseShown() {
        var failure = new Failure("com.example.Lost", "gone", null, List.of("at a"));

        assertThat(ProtocolJson.readFunctionError(ProtocolJson.writeFunctionError(failure)))
                .isEqualTo(failure);
        assertThat(ProtocolJson.readFunctionError("<h1>502</h1>".getBytes(UTF_8)))
                .isEqualTo(Failure.of("Unhandled", "<h1>502</h1>"));
        assertThat(ProtocolJson.readFunctionError(new byte[0])).isEqualTo(Failure.UNKNOWN);
    }

    @Test
    void anErrorAsHostsWriteItIsNoAnswerWhateverTheyCallTheFrames() {
        var frames = List.of("at a", "at b");
        assertThat(judged("{\"errorType\":\"E\",\"errorMessage\":\"m\",\"trace\":[\"at a\",\"at b\"]}"))
                .isEqualTo(new JudgedOutput.Threw(new Failure("E", "m", null, frames)));
        assertThat(judged("{\"errorMessage\":\"m\",\"errorType\":\"E\",\"stackTrace\":[\"at a\",\"at b\"]}"))
                .isEqualTo(new JudgedOutput.Threw(new Failure("E", "m", null, frames)));
        assertThat(judged("{\"errorType\":\"E\",\"Status\":\"PENDING\"}"))
                .isEqualTo(new JudgedOutput.Valid(new Suspended()));
    }

    private static JudgedOutput judged(String body) {
        return ProtocolJson.readOutput(body.getBytes(UTF_8), MAX);
    }
}
