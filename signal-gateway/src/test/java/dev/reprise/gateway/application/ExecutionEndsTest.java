package dev.reprise.gateway.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.Failure;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.ExecutionStatus;
import dev.reprise.gateway.Executions;
import dev.reprise.gateway.FoldedJournal;
import dev.reprise.gateway.SilentListener;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class ExecutionEndsTest {
    private static final Duration A_MINUTE = Duration.ofSeconds(60);

    private final FoldedJournal journal = new FoldedJournal(new SilentListener());
    private final ExecutionEnds ends = new ExecutionEnds(journal);
    private final ExecutionId execution = Executions.started(journal);

    private CompletableFuture<Execution> waiter(CompletableFuture<?> gone) {
        return CompletableFuture.supplyAsync(
                () -> ends.await(execution, A_MINUTE, gone),
                task -> Thread.ofVirtual().start(task));
    }

    private void awaitCount(int count) {
        long deadline = System.nanoTime() + A_MINUTE.toNanos();
        while (ends.count() != count) {
            assertThat(System.nanoTime()).as("%d are awaited", ends.count()).isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private void stop() {
        new StopExecution(journal).stop(execution, Failure.UNKNOWN);
    }

    @Test
    void allWhoWaitAreToldOfTheEndAndNothingIsKept() {
        var first = waiter(new CompletableFuture<>());
        var second = waiter(new CompletableFuture<>());
        awaitCount(2);

        stop();

        assertThat(first.join().status()).isEqualTo(ExecutionStatus.STOPPED);
        assertThat(second.join().status()).isEqualTo(ExecutionStatus.STOPPED);
        awaitCount(0);
    }

    @Test
    void whoHasGoneIsForgottenWhileOthersGoOnWaiting() {
        var gone = new CompletableFuture<Void>();
        var leaver = waiter(gone);
        awaitCount(1);
        var stayer = waiter(new CompletableFuture<>());

        gone.complete(null);
        assertThat(leaver.join().status()).isEqualTo(ExecutionStatus.RUNNING);
        stop();

        assertThat(stayer.join().status()).isEqualTo(ExecutionStatus.STOPPED);
    }

    @Test
    void whenTheLastHasGoneNothingIsKept() {
        var gone = new CompletableFuture<Void>();
        var leaver = waiter(gone);
        awaitCount(1);

        gone.complete(null);

        assertThat(leaver.join().status()).isEqualTo(ExecutionStatus.RUNNING);
        awaitCount(0);
    }

    @Test
    void whenTheTimeIsUpNothingIsKept() {
        var still = ends.await(execution, Duration.ofMillis(1));

        assertThat(still.status()).isEqualTo(ExecutionStatus.RUNNING);
        assertThat(ends.count()).isZero();
    }

    @Test
    void ofWhatHasEndedOrIsNotThereNobodyWaits() {
        stop();

        assertThat(ends.await(execution, A_MINUTE).status()).isEqualTo(ExecutionStatus.STOPPED);
        assertThat(ends.await(new ExecutionId(0, UUID.randomUUID()), A_MINUTE)).isNull();
        assertThat(ends.count()).isZero();
    }
}
