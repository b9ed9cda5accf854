package dev.reprise.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.core.fold.Verdict;
import java.time.Duration;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class WaitersTest {
    private final Waiters waiters = new Waiters(Duration.ofSeconds(30));

    @Test
    void aVerdictIsToldOnlyOnceTheRecordIsAlsoAcknowledged() {
        var waiter = waiters.expect(0, 100);

        waiters.folded(headers(waiters.nonce(waiter)), new Verdict.Done());
        assertThat(waiter.told()).isNotDone();

        waiters.acknowledged(waiter);
        assertThat(waiter.told()).isCompletedWithValue(new Verdict.Done());
    }

    @Test
    void theBacklogIsWhatHasNoVerdictYet() {
        var told = waiters.expect(0, 100);
        var failed = waiters.expect(0, 20);
        waiters.expect(1, 3);
        assertThat(waiters.backlog()).isEqualTo(new Backlog(3, 123));

        waiters.acknowledged(told);
        waiters.folded(headers(waiters.nonce(told)), new Verdict.Done());
        waiters.fail(failed, new JournalUnavailable("The test wants it so"));
        waiters.fail(failed, new JournalUnavailable("Once more"));

        assertThat(waiters.backlog()).isEqualTo(new Backlog(1, 3));
    }

    @Test
    void theAcknowledgementMayComeFirst() {
        var waiter = waiters.expect(0, 100);

        waiters.acknowledged(waiter);
        assertThat(waiter.told()).isNotDone();

        waiters.folded(headers(waiters.nonce(waiter)), new Verdict.Done());
        assertThat(waiter.told()).isCompletedWithValue(new Verdict.Done());
    }

    @Test
    void anotherNodesNonceIsNotRecognised() {
        var here = waiters.expect(0, 100);
        waiters.acknowledged(here);
        var elsewhere = new Waiters(Duration.ofSeconds(30));

        waiters.folded(headers(elsewhere.nonce(elsewhere.expect(0, 100))), new Verdict.Done());

        assertThat(here.told()).isNotDone();
    }

    @Test
    void recordsWithoutANonceOrWithAMangledOneDisturbNobody() {
        var waiter = waiters.expect(0, 100);
        waiters.acknowledged(waiter);

        waiters.folded(new RecordHeaders(), new Verdict.Done());
        waiters.folded(headers(new byte[] {1, 2, 3}), new Verdict.Done());

        assertThat(waiter.told()).isNotDone();
    }

    @Test
    void aHandedOverPartitionFailsThoseWhoWaitForItAndNoOthers() {
        var lost = waiters.expect(1, 100);
        var kept = waiters.expect(2, 100);

        waiters.failPartition(1, new JournalUnavailable("handed over"));

        assertThat(lost.told()).isCompletedExceptionally();
        assertThat(kept.told()).isNotDone();
    }

    @Test
    void nobodyWaitsForEver() {
        var impatient = new Waiters(Duration.ofNanos(1));
        var waiter = impatient.expect(0, 100);

        impatient.failOverdue();

        assertThat(waiter.told()).isCompletedExceptionally();
    }

    private static Headers headers(byte[] nonce) {
        return new RecordHeaders().add(Waiters.NONCE_HEADER, nonce);
    }

    @Test
    void whenFarTooMuchWaitsNothingMoreIsTakenInUntilSomeOfItIsTold() {
        var few = new Waiters(Duration.ofSeconds(30), 2, 1_000);
        var first = few.expect(0, 10);
        few.expect(0, 10);

        assertThatThrownBy(() -> few.expect(0, 10))
                .isInstanceOf(JournalUnavailable.class)
                .hasMessageContaining("Nothing was appended");
        few.fail(first, new JournalUnavailable("gone"));
        few.expect(0, 980);
        assertThat(few.backlog()).isEqualTo(new Backlog(2, 990));
    }

    @Test
    void aFewLargeRecordsFillItToo() {
        var small = new Waiters(Duration.ofSeconds(30), 100, 1_000);
        small.expect(0, 1_000);

        assertThatThrownBy(() -> small.expect(0, 1)).isInstanceOf(JournalUnavailable.class);
    }
}
