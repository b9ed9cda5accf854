package dev.reprise.gateway.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.Failure;
import dev.reprise.core.OperationId;
import dev.reprise.core.Payload;
import dev.reprise.core.history.Happening;
import dev.reprise.core.history.HistoryEvent;
import dev.reprise.core.operation.OperationRef;
import dev.reprise.core.state.ParentLink;
import dev.reprise.workflow.protocol.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of event in AWS's words, with and without the user's data. */
class EventJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00.123Z");
    private static final Instant LATER = AT.plusMillis(1_500);
    private static final ExecutionId EXECUTION = ExecutionId.parse("0003-018f2c2e-7d0a-7c1e-9f0a-3b1d5e7f9a11");
    private static final ChildArns CHILDREN = new ChildArns(new ExecutionArns("eu-west-1", "111122223333"), key -> 2);
    private static final String CHILD =
            "arn:aws:lambda:eu-west-1:111122223333:function:f:1/durable-execution/child/0002-"
                    + new ParentLink(EXECUTION, new OperationId("op")).childId();
    private static final Payload DATA = Payload.of("{\"a\":1}");
    private static final Failure BROKEN = new Failure("E", "m", null, List.of("at x"));
    private static final OperationRef STEP =
            new OperationRef(new OperationId("op"), new OperationId("parent"), "name", "Step");

    /**
     * One line of the table.
     *
     * @param whole the details with the user's data
     * @param bare the details without it
     */
    record Line(Happening happening, String whole, String bare) {
        @Override
        public String toString() {
            return happening.toString();
        }
    }

    private static Line line(Happening happening, String details) {
        var bare = details.replace("'Payload':'{\\\"a\\\":1}','Truncated':false", "'Truncated':true")
                .replace("'Payload':'lunch','Truncated':false", "'Truncated':true")
                .replace(
                        "'Payload':{'ErrorType':'E','ErrorMessage':'m','StackTrace':['at x']},'Truncated':false",
                        "'Truncated':true");
        return new Line(happening, details, bare);
    }

    static Stream<Line> lines() {
        var result = "'Result':{'Payload':'{\\\"a\\\":1}','Truncated':false}";
        var error = "'Error':{'Payload':{'ErrorType':'E','ErrorMessage':'m','StackTrace':['at x']},'Truncated':false}";
        return Stream.of(
                line(
                        new Happening.ExecutionStarted(DATA, Duration.ofDays(1)),
                        "{'Input':{'Payload':'{\\\"a\\\":1}','Truncated':false},'ExecutionTimeout':86400}"),
                line(
                        new Happening.ExecutionStarted(null, Duration.ofMillis(1500)),
                        "{'Input':{'Truncated':false},'ExecutionTimeout':2}"),
                line(new Happening.ExecutionSucceeded(DATA), "{" + result + "}"),
                line(new Happening.ExecutionSucceeded(null), "{'Result':{'Truncated':false}}"),
                line(new Happening.ExecutionFailed(BROKEN), "{" + error + "}"),
                line(new Happening.ExecutionTimedOut(BROKEN), "{}"),
                line(new Happening.ExecutionStopped(BROKEN), "{" + error + "}"),
                line(
                        new Happening.ExecutionPaused(AT, true, "lunch"),
                        "{'PauseRequestTimestamp':1767225600.123,'ExecutionTimeoutPaused':true,'Reason':{'Payload':'lunch','Truncated':false}}"),
                line(new Happening.ExecutionResumed(LATER, null), "{'ResumeRequestTimestamp':1767225601.623}"),
                line(new Happening.ContextStarted(), "{}"),
                line(new Happening.ContextSucceeded(DATA), "{" + result + "}"),
                line(new Happening.ContextFailed(BROKEN), "{" + error + "}"),
                line(new Happening.StepStarted(), "{}"),
                line(
                        new Happening.StepSucceeded(DATA, new Happening.Retry(2, null), Duration.ofMillis(5)),
                        "{" + result + ",'RetryDetails':{'CurrentAttempt':2}}"),
                line(
                        new Happening.StepFailed(BROKEN, new Happening.Retry(1, Duration.ofSeconds(2)), null),
                        "{" + error + ",'RetryDetails':{'CurrentAttempt':1,'NextAttemptDelaySeconds':2}}"),
                line(
                        new Happening.WaitStarted(Duration.ofMillis(1_500), LATER),
                        "{'Duration':2,'ScheduledEndTimestamp':1767225601.623}"),
                line(new Happening.WaitSucceeded(Duration.ofSeconds(5)), "{'Duration':5}"),
                line(new Happening.WaitCancelled(), "{}"),
                line(
                        new Happening.CallbackStarted("id", Duration.ofSeconds(5), Duration.ofSeconds(2)),
                        "{'CallbackId':'id','HeartbeatTimeout':2,'Timeout':5}"),
                line(new Happening.CallbackStarted("id", null, null), "{'CallbackId':'id'}"),
                line(new Happening.CallbackSucceeded(DATA), "{" + result + "}"),
                line(new Happening.CallbackFailed(BROKEN), "{" + error + "}"),
                line(new Happening.CallbackTimedOut(BROKEN), "{" + error + "}"),
                line(
                        new Happening.ChainedInvokeStarted("f:1", "1", null, null, DATA),
                        "{'FunctionName':'f:1','Input':{'Payload':'{\\\"a\\\":1}','Truncated':false},'ExecutedVersion':'1'}"),
                line(
                        new Happening.ChainedInvokeStarted("f:1", "1", null, null, null),
                        "{'FunctionName':'f:1','Input':{'Truncated':false},'ExecutedVersion':'1'}"),
                line(new Happening.ChainedInvokeStarted("nobody", null, null, null, null), "{'FunctionName':'nobody'}"),
                line(
                        new Happening.ChainedInvokeStarted(
                                "f:1", "1", new ExecutionKey("f", "child"), "tenant-1", DATA),
                        "{'FunctionName':'f:1','TenantId':'tenant-1','Input':{'Payload':'{\\\"a\\\":1}','Truncated':false},'ExecutedVersion':'1','DurableExecutionArn':'%s'}"
                                .formatted(CHILD)),
                line(new Happening.ChainedInvokeSucceeded(DATA), "{" + result + "}"),
                line(new Happening.ChainedInvokeFailed(BROKEN), "{" + error + "}"),
                line(new Happening.ChainedInvokeTimedOut(BROKEN), "{" + error + "}"),
                line(new Happening.ChainedInvokeStopped(BROKEN), "{" + error + "}"),
                line(
                        new Happening.InvocationCompleted(AT, LATER, "r", null),
                        "{'StartTimestamp':1767225600.123,'EndTimestamp':1767225601.623,'RequestId':'r'}"),
                line(
                        new Happening.InvocationCompleted(AT, LATER, "r", BROKEN),
                        "{'StartTimestamp':1767225600.123,'EndTimestamp':1767225601.623,'RequestId':'r'," + error
                                + "}"));
    }

    private static String json(HistoryEvent event, boolean withData) {
        return new String(
                JsonWriter.message(out -> new EventJson(EXECUTION, CHILDREN, withData, true).write(out, event)),
                StandardCharsets.UTF_8);
    }

    private static String quoted(String json) {
        return json.replace('\'', '"');
    }

    @ParameterizedTest
    @MethodSource("lines")
    void theDetailsOfEachTypeAreThereWithTheDataAndWithoutIt(Line line) throws Exception {
        var type = line.happening().getClass().getSimpleName();
        var event = new HistoryEvent(7, AT, 70, STEP, line.happening());

        for (boolean withData : new boolean[] {true, false}) {
            assertThat(JSON.readTree(json(event, withData)))
                    .isEqualTo(JSON.readTree(quoted(
                            "{'EventId':7,'EventType':'%s','EventTimestamp':1767225600.123,'Id':'op','ParentId':'parent','Name':'name','SubType':'Step','%sDetails':%s}"
                                    .formatted(type, type, withData ? line.whole() : line.bare()))));
        }
    }

    @Test
    void everyKindOfEventIsInTheTable() {
        assertThat(lines().<Class<?>>map(line -> line.happening().getClass()).distinct())
                .containsExactlyInAnyOrder(Happening.class.getPermittedSubclasses());
    }

    @Test
    void eventsOfTheExecutionItselfCarryItsIdAndThoseOfInvocationsNone() {
        var started = new HistoryEvent(1, AT, 1, null, new Happening.ExecutionStarted(DATA, Duration.ofDays(1)));
        var invoked = new HistoryEvent(2, AT, 2, null, new Happening.InvocationCompleted(AT, LATER, "r", null));

        assertThat(json(started, true))
                .contains(quoted("'Id':'0003-018f2c2e-7d0a-7c1e-9f0a-3b1d5e7f9a11'"))
                .doesNotContain("ParentId", "Name\"");
        assertThat(json(invoked, true)).doesNotContain(quoted("'Id'"));
    }
}
