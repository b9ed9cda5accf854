package dev.reprise.gateway.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.OperationId;
import dev.reprise.core.fold.Verdict;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.gateway.application.RunningInvocations;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GatewayMetricsTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final GatewayMetrics metrics = new GatewayMetrics(meters, new RunningInvocations());

    @Test
    void functionsBeyondTheMostShareTheirFiguresAndThoseKnownBeforeKeepTheirs() {
        for (int i = 0; i < GatewayMetrics.MOST_FUNCTIONS + 50; i++) {
            metrics.turnedAway("function-" + i);
        }
        metrics.turnedAway("function-0");

        assertThat(meters.find("reprise.invocations.turnedaway").counters()).hasSize(GatewayMetrics.MOST_FUNCTIONS + 1);
        assertThat(turnedAway("function-0")).isEqualTo(2);
        assertThat(turnedAway("(other)")).isEqualTo(50);
    }

    private double turnedAway(String function) {
        return meters.get("reprise.invocations.turnedaway")
                .tag("function", function)
                .counter()
                .count();
    }

    @Test
    void aSignalThatIsKeptIsToldFromOneThatIsDelivered() {
        var execution = new ExecutionId(0, UUID.randomUUID());
        var record = new JournalRecord.CallbackHeartbeat(execution, new OperationId("1"));
        metrics.judged(record, new Verdict.SignalAccepted(execution, true), Duration.ofMillis(3));
        metrics.judged(record, new Verdict.SignalAccepted(execution, false), Duration.ofMillis(3));
        metrics.judged(record, null, Duration.ofMillis(3));

        assertThat(meters.find("reprise.journal.verdicts").counters())
                .extracting(counter -> counter.getId().getTag("verdict"))
                .containsExactlyInAnyOrder("signalkept", "signaldelivered", "unknown");
        assertThat(meters.get("reprise.journal.append").timer().count()).isEqualTo(3);
    }
}
