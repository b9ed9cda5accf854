package dev.reprise.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.core.fold.Verdict;
import java.time.Duration;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class WaitersTest {
    private final Waiters waiters = new Waiters(Duration.ofSeconds(30));

    @Test
    void aVerdictIsToldOnlyOnceTheRecordIsAlsoAcknowledged() {
        var waiter = waiters.expect(0);

        waiters.folded(headers(waiters.nonce(waiter)), new Verdict.Done());
        assertThat(waiter.told()).isNotDone();

        waiters.acknowledged(waiter);
        assertThat(waiter.told()).isCompletedWithValue(new Verdict.Done());
    }

    @Test
    void theAcknowledgementMayComeFirst() {
        var waiter = waiters.expect(0);

        waiters.acknowledged(waiter);
        assertThat(waiter.told()).isNotDone();

        waiters.folded(headers(waiters.nonce(waiter)), new Verdict.Done());
        assertThat(waiter.told()).isCompletedWithValue(new Verdict.Done());
    }

    @Test
    void anotherNodesNonceIsNotRecognised() {
        var here = waiters.expect(0);
        waiters.acknowledged(here);
        var elsewhere = new Waiters(Duration.ofSeconds(30));

        waiters.folded(headers(elsewhere.nonce(elsewhere.expect(0))), new Verdict.Done());

        assertThat(here.told()).isNotDone();
    }

    @Test
    void recordsWithoutANonceOrWithAMangledOneDisturbNobody() {
        var waiter = waiters.expect(0);
        waiters.acknowledged(waiter);

        waiters.folded(new RecordHeaders(), new Verdict.Done());
        waiters.folded(headers(new byte[] {1, 2, 3}), new Verdict.Done());

        assertThat(waiter.told()).isNotDone();
    }

    @Test
    void aHandedOverPartitionFailsThoseWhoWaitForItAndNoOthers() {
        var lost = waiters.expect(1);
        var kept = waiters.expect(2);

        waiters.failPartition(1, new JournalUnavailable("handed over"));

        assertThat(lost.told()).isCompletedExceptionally();
        assertThat(kept.told()).isNotDone();
    }

    @Test
    void nobodyWaitsForEver() {
        var impatient = new Waiters(Duration.ofNanos(1));
        var waiter = impatient.expect(0);

        impatient.failOverdue();

        assertThat(waiter.told()).isCompletedExceptionally();
    }

    private static Headers headers(byte[] nonce) {
        return new RecordHeaders().add(Waiters.NONCE_HEADER, nonce);
    }
}
