package dev.reprise.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.core.Failure;
import dev.reprise.core.Payload;
import dev.reprise.core.history.Happening;
import dev.reprise.core.history.HistoryEvent;
import dev.reprise.core.operation.OperationRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final Instant START = Instant.parse("2026-01-31T23:59:59.500Z");
    private static final OperationRef CHARGE = OperationRef.of("1", "charge-payment", "Step");
    private static final OperationRef REVIEW = OperationRef.of("2", "fraud-review-approval", "Signal");

    private final Narrator narrator = new Narrator();
    private final List<TimelineEntry> entries = new ArrayList<>();

    private void happens(long afterMillis, @Nullable OperationRef operation, Happening happening) {
        var event = new HistoryEvent(entries.size() + 1, START.plusMillis(afterMillis), 7, operation, happening);
        entries.add(narrator.tell(event));
    }

    private static Happening.Retry attempt(int number, @Nullable Duration next) {
        return new Happening.Retry(number, next);
    }

    @Test
    void tellsAnOrderInAlignedColumnsWithAHeadingForEachDay() {
        happens(0, null, new Happening.ExecutionStarted(Payload.of("{\"id\":1}"), Duration.ofDays(366)));
        happens(2, CHARGE, new Happening.StepStarted());
        happens(
                14,
                CHARGE,
                new Happening.StepFailed(
                        Failure.of("Busy", "try later"), attempt(1, Duration.ofSeconds(2)), Duration.ofMillis(11)));
        happens(2_020, CHARGE, new Happening.StepSucceeded(Payload.of("\"txn-1\""), attempt(2, null), null));
        happens(2_021, REVIEW, new Happening.CallbackStarted("id", Duration.ofDays(3), null));
        entries.add(TimelineEntry.mark(START.plusSeconds(3), "-- killed process 17 (SIGKILL)"));
        happens(9_000, REVIEW, new Happening.CallbackSucceeded(Payload.of("\"approve\"")));
        happens(9_100, null, new Happening.ExecutionSucceeded(Payload.of("{\"status\":\n \"fulfilled\"}")));

        assertThat(String.join("\n", Timeline.lines(entries))).isEqualTo("""
                        2026-01-31 (UTC)
                        23:59:59.500  +0.000 s    ExecutionStarted                                           {"id":1}
                        23:59:59.502  +0.002 s    StepStarted         charge-payment
                        23:59:59.514  +0.014 s    StepFailed          charge-payment         try 1    11 ms  Busy: try later (next attempt in 2.0 s)
                        2026-02-01 (UTC)
                        00:00:01.520  +2.020 s    StepSucceeded       charge-payment         try 2    2.0 s  "txn-1"
                        00:00:01.521  +2.021 s    CallbackStarted     fraud-review-approval                  at most 72 h
                        00:00:02.500  -- killed process 17 (SIGKILL)
                        00:00:08.500  +9.000 s    CallbackSucceeded   fraud-review-approval           7.0 s  "approve"
                        00:00:08.600  +9.100 s    ExecutionSucceeded                                  9.1 s  {"status": "fulfilled"}""");
    }

    @Test
    void cutsLongContentToOneShortLine() {
        happens(0, null, new Happening.ExecutionStarted(Payload.of("x".repeat(1000)), Duration.ofDays(1)));

        assertThat(entries.getFirst().content()).hasSize(72).endsWith("x...");
    }

    @Test
    void saysWhyAnInvocationFailed() {
        happens(
                5,
                null,
                new Happening.InvocationCompleted(
                        START, START.plusMillis(1_500), "r-1", Failure.of("Function.Lost", "its host is gone")));

        assertThat(entries.getFirst())
                .extracting(TimelineEntry::took, TimelineEntry::content)
                .containsExactly("1.5 s", "Function.Lost: its host is gone");
    }
}
