package dev.reprise.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.Payload;
import dev.reprise.core.SignalName;
import dev.reprise.core.journal.JournalRecord.SignalReceived;
import dev.reprise.core.journal.SignalTarget;
import dev.reprise.gateway.FoldedJournal;
import dev.reprise.gateway.Functions;
import dev.reprise.gateway.SilentListener;
import dev.reprise.gateway.application.Admission;
import dev.reprise.gateway.application.DescribeExecution;
import dev.reprise.gateway.application.RegisteredFunction;
import dev.reprise.gateway.application.StartExecution;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a start is answered while too much waits. */
class OverloadedStartTest {
    private final FoldedJournal journal = new FoldedJournal(new SilentListener());
    private final StartsResource starts = new StartsResource(
            new StartExecution(journal, Functions.inProcess("f"), new Admission(journal, 1, Long.MAX_VALUE)),
            new DescribeExecution(journal));

    private Response start() {
        return starts.start(
                "f", "n", null, RegisteredFunction.LATEST, null, null, "{}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void isToldToTryAgainAndWithTheSameNameIsStartedThen() {
        journal.holdAnswers(SignalReceived.class::isInstance);
        var unused = journal.submit(new SignalReceived(
                new SignalTarget.ById(new ExecutionId(0, new UUID(1, 1))),
                new SignalName("go"),
                null,
                Payload.of("1"),
                null));

        var meanwhile = start();
        journal.answerAll();
        var afterwards = start();

        assertThat(meanwhile.getStatus()).isEqualTo(429);
        assertThat(meanwhile.getHeaderString("Retry-After")).isEqualTo("1");
        assertThat(((Problem) meanwhile.getEntity()).code()).isEqualTo("overloaded");
        assertThat(afterwards.getStatus()).isEqualTo(201);
    }
}
