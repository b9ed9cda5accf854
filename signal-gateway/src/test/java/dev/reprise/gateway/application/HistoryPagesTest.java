package dev.reprise.gateway.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.Payload;
import dev.reprise.core.history.HistoryEvent;
import dev.reprise.core.journal.InvocationStart;
import dev.reprise.core.operation.OperationRef;
import dev.reprise.core.operation.OperationUpdate;
import dev.reprise.gateway.FoldedJournal;
import dev.reprise.gateway.Functions;
import dev.reprise.gateway.SilentListener;
import dev.reprise.gateway.application.HistoryPages.Order;
import dev.reprise.gateway.application.HistoryPages.Outcome;
import dev.reprise.gateway.tokens.CheckpointToken;
import dev.reprise.gateway.tokens.Seal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryPagesTest {
    private final FoldedJournal journal = new FoldedJournal(new SilentListener());
    private final Seal seal = new Seal(List.of(new byte[32]));
    private final HistoryPages pages = new HistoryPages(journal, seal);
    private final ExecutionId execution = started();

    private ExecutionId started() {
        var outcome = new StartExecution(journal, Functions.inProcess("f"))
                .start(new StartExecution.Request(
                        "f", RegisteredFunction.LATEST, null, Payload.of("{}"), Caller.UNKNOWN));
        return ((StartOutcome.Started) outcome).execution();
    }

    /** Each is one event. */
    private void steps(int from, int count, String result) {
        var updates = IntStream.range(from, from + count)
                .<OperationUpdate>mapToObj(i -> new OperationUpdate.SucceedStep(
                        OperationRef.of("s" + i, null, "Step"), Payload.of(result), null))
                .toList();
        var token = CheckpointToken.of(journal.execution(execution), new InvocationStart("request-1", Instant.EPOCH))
                .write(seal);
        var outcome = new Checkpoint(journal, seal, new RunningInvocations()).submit(execution, token, null, updates);
        assertThat(outcome).as("%s", journal).isInstanceOf(CheckpointOutcome.Accepted.class);
    }

    private Outcome.Page page(Order order, int maxItems, String marker) {
        var outcome = pages.read(execution, order, maxItems, marker);
        assertThat(outcome).as("%s", journal).isInstanceOf(Outcome.Page.class);
        return (Outcome.Page) outcome;
    }

    private List<Outcome.Page> all(Order order, int maxItems) {
        var all = new ArrayList<Outcome.Page>();
        String marker = null;
        do {
            all.add(page(order, maxItems, marker));
            marker = all.getLast().nextMarker();
        } while (marker != null);
        return all;
    }

    private static List<Integer> ids(List<Outcome.Page> all) {
        return all.stream()
                .flatMap(page -> page.events().stream())
                .map(HistoryEvent::eventId)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 49, 50, 51, 119, 120, 121, 1000})
    void everyEventIsOnOnePageInEitherOrder(int maxItems) {
        steps(1, 119, "1");
        var oldestFirst = IntStream.rangeClosed(1, 120).boxed().toList();

        var forward = all(Order.OLDEST_FIRST, maxItems);
        var backward = all(Order.NEWEST_FIRST, maxItems);

        assertThat(ids(forward)).isEqualTo(oldestFirst);
        assertThat(ids(backward)).isEqualTo(oldestFirst.reversed());
        assertThat(forward).hasSize((120 + maxItems - 1) / maxItems).hasSameSizeAs(backward);
    }

    @ParameterizedTest
    @CsvSource({"OLDEST_FIRST", "NEWEST_FIRST"})
    void aPageIsCutWhereItWouldBecomeTooLargeForAMessage(Order order) {
        for (int i = 0; i < 60; i += 10) {
            steps(i, 10, "x".repeat(200_000));
        }

        var all = all(order, 1000);

        assertThat(ids(all)).hasSize(61).doesNotHaveDuplicates();
        assertThat(all).hasSize(3);
        assertThat(all.getFirst().events().size()).isBetween(20, 30);
    }

    @Test
    void whatHappensWhileItIsBeingReadComesOnTheLastPageOrNotAtAll() {
        steps(1, 3, "1");
        var forward = page(Order.OLDEST_FIRST, 3, null);
        var backward = page(Order.NEWEST_FIRST, 3, null);

        steps(4, 2, "1");

        assertThat(ids(List.of(page(Order.OLDEST_FIRST, 10, forward.nextMarker()))))
                .containsExactly(4, 5, 6);
        assertThat(ids(List.of(page(Order.NEWEST_FIRST, 10, backward.nextMarker()))))
                .containsExactly(1);
    }

    @Test
    void aMarkerIsGoodForItsHistoryInItsOrderOnly() {
        steps(1, 3, "1");
        var marker = page(Order.OLDEST_FIRST, 2, null).nextMarker();
        var other = started();

        assertThat(pages.read(execution, Order.NEWEST_FIRST, 2, marker)).isEqualTo(new Outcome.InvalidMarker());
        assertThat(pages.read(other, Order.OLDEST_FIRST, 2, marker)).isEqualTo(new Outcome.InvalidMarker());
        assertThat(pages.read(execution, Order.OLDEST_FIRST, 2, "00")).isEqualTo(new Outcome.InvalidMarker());
        assertThat(pages.read(execution, Order.OLDEST_FIRST, 2, marker.replaceFirst(".$", "x")))
                .isEqualTo(new Outcome.InvalidMarker());
        assertThat(page(Order.OLDEST_FIRST, 1, marker).events()).hasSize(1);
    }

    @Test
    void anUnknownExecutionHasNone() {
        var unknown = new ExecutionId(0, new UUID(0, 1));

        assertThat(pages.read(unknown, Order.OLDEST_FIRST, 2, null)).isEqualTo(new Outcome.UnknownExecution(unknown));
    }
}
