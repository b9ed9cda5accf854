package dev.reprise.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.fold.Fold;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.journal.Position;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.ExecutionStatus;
import dev.reprise.core.state.MemoryRows;
import dev.reprise.core.state.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EndsTest {
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final ExecutionId ID = new ExecutionId(3, new UUID(1, 1));

    private final Ends ends = new Ends();
    private final MemoryRows rows = new MemoryRows();
    private long offset;

    EndsTest() {
        fold(JournalRecords.start(ID, new ExecutionKey("order", "order-1"), "{}"));
    }

    private void fold(JournalRecord record) {
        var at = Instant.EPOCH.plusMillis(offset);
        rows.apply(Fold.fold(rows, new Position(3, offset++, at), record).changes());
    }

    private Execution now() {
        return rows.get(new Row.Header(ID));
    }

    private CompletableFuture<Execution> await(Duration atMost) {
        return ends.of(ID, atMost, this::now);
    }

    private void end() {
        fold(JournalRecords.succeeded(ID, 1, "1"));
        ends.ended(now());
    }

    @Test
    void allWhoWaitAreToldOfTheEndAndNothingIsKept() throws Exception {
        var first = await(A_MINUTE);
        var second = await(A_MINUTE);
        assertThat(ends.count()).isEqualTo(1);

        end();

        assertThat(first.get(30, TimeUnit.SECONDS).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(second.get(30, TimeUnit.SECONDS).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(ends.count()).isZero();
    }

    @Test
    void whoHasGoneIsForgottenWhileOthersGoOnWaiting() throws Exception {
        var leaver = await(A_MINUTE);
        var stayer = await(A_MINUTE);

        leaver.cancel(false);
        end();

        assertThat(stayer.get(30, TimeUnit.SECONDS).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(ends.count()).isZero();
    }

    @Test
    void whenTheLastHasGoneNothingIsKept() {
        await(A_MINUTE).cancel(false);

        assertThat(ends.count()).isZero();
    }

    @Test
    void whenTheTimeIsUpItIsToldHowItStands() throws Exception {
        var told = await(Duration.ofMillis(1));

        assertThat(told.get(30, TimeUnit.SECONDS).status()).isEqualTo(ExecutionStatus.RUNNING);
        assertThat(ends.count()).isZero();
    }

    @Test
    void ofWhatHasEndedOrIsNotThereNobodyWaits() {
        end();

        assertThat(await(A_MINUTE)).isCompletedWithValue(now());
        assertThat(ends.of(ID, A_MINUTE, () -> null)).isCompletedWithValue(null);
        assertThat(ends.count()).isZero();
    }

    @Test
    void whenThePartitionIsHandedOverWhoWaitsIsToldToAskElsewhere() {
        var told = await(A_MINUTE);

        ends.failPartition(4, new JournalUnavailable("another partition"));
        assertThat(told).isNotDone();
        ends.failPartition(3, new JournalUnavailable("handed over"));

        assertThatThrownBy(() -> told.get(30, TimeUnit.SECONDS))
                .cause()
                .isInstanceOf(JournalUnavailable.class)
                .hasMessage("handed over");
        assertThat(ends.count()).isZero();
    }
}
