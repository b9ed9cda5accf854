package dev.reprise.gateway.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.core.Failure;
import dev.reprise.core.Payload;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.ExecutionStatus;
import dev.reprise.gateway.FoldedJournal;
import dev.reprise.gateway.Functions;
import dev.reprise.gateway.SilentListener;
import dev.reprise.gateway.application.ListExecutions.Filter;
import dev.reprise.gateway.application.ListExecutions.Outcome;
import dev.reprise.gateway.tokens.Seal;
import dev.reprise.streams.ExecutionQuery.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListExecutionsTest {
    private static final Filter ALL_OF_F = filter(null, Set.of(), null, null);

    private final FoldedJournal journal = new FoldedJournal(new SilentListener());
    private final Functions functions = Functions.inProcess("f", "g");
    private final ListExecutions list = new ListExecutions(journal, functions, new Seal(List.of(new byte[32])));
    private final List<Execution> started = new ArrayList<>();

    private static Filter filter(String name, Set<ExecutionStatus> statuses, Instant after, Instant before) {
        return new Filter(Set.of("f"), name, null, statuses, after, before);
    }

    @BeforeEach
    void start() {
        for (int i = 0; i < 7; i++) {
            var outcome = new StartExecution(journal, functions)
                    .start(new StartExecution.Request(
                            "f", RegisteredFunction.LATEST, "f-" + i, Payload.of("{}"), Caller.UNKNOWN));
            started.add(journal.execution(((StartOutcome.Started) outcome).execution()));
            journal.advance(Duration.ofSeconds(1));
        }
        new StartExecution(journal, functions)
                .start(new StartExecution.Request(
                        "g", RegisteredFunction.LATEST, "g-0", Payload.of("{}"), Caller.UNKNOWN));
        for (int i : new int[] {1, 4}) {
            new StopExecution(journal).stop(started.get(i).id(), Failure.UNKNOWN);
        }
    }

    private List<String> names(Filter filter, Order order, int limit) {
        var names = new ArrayList<String>();
        String cursor = null;
        do {
            var page = (Outcome.Page) list.list(filter, order, limit, cursor);
            page.executions().forEach(each -> names.add(each.key().name()));
            cursor = page.nextCursor();
        } while (cursor != null);
        return names;
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "7", "1000"})
    void theyComeNewestFirstOrOldestFirstPageByPage(int limit) {
        var oldestFirst =
                started.stream().map(execution -> execution.key().name()).toList();

        assertThat(names(ALL_OF_F, Order.OLDEST_FIRST, limit)).as("%s", journal).isEqualTo(oldestFirst);
        assertThat(names(ALL_OF_F, Order.NEWEST_FIRST, limit)).as("%s", journal).isEqualTo(oldestFirst.reversed());
    }

    @Test
    void onlyWhatFitsTheFilterIsListed() {
        var second = started.get(2).startedAt();
        var fifth = started.get(5).startedAt();

        assertThat(names(filter(null, Set.of(ExecutionStatus.STOPPED), null, null), Order.OLDEST_FIRST, 1))
                .containsExactly("f-1", "f-4");
        assertThat(names(filter(null, Set.of(), second, fifth), Order.NEWEST_FIRST, 2))
                .containsExactly("f-4", "f-3");
        assertThat(names(filter("f-3", Set.of(), null, null), Order.NEWEST_FIRST, 10))
                .containsExactly("f-3");
        assertThat(names(filter("f-3", Set.of(ExecutionStatus.STOPPED), null, null), Order.NEWEST_FIRST, 10))
                .isEmpty();
        assertThat(names(filter("g-0", Set.of(), null, null), Order.NEWEST_FIRST, 10))
                .isEmpty();
        assertThat(names(new Filter(Set.of("f"), null, "7", Set.of(), null, null), Order.NEWEST_FIRST, 10))
                .isEmpty();
        assertThat(names(
                        new Filter(Set.of("f"), null, RegisteredFunction.LATEST, Set.of(), null, null),
                        Order.OLDEST_FIRST,
                        4))
                .hasSize(7);
    }

    @Test
    void aCursorIsGoodForTheSameQuestionOnly() {
        var cursor = ((Outcome.Page) list.list(ALL_OF_F, Order.NEWEST_FIRST, 2, null)).nextCursor();

        assertThat(list.list(ALL_OF_F, Order.OLDEST_FIRST, 2, cursor)).isEqualTo(new Outcome.InvalidCursor());
        assertThat(list.list(filter(null, Set.of(ExecutionStatus.RUNNING), null, null), Order.NEWEST_FIRST, 2, cursor))
                .isEqualTo(new Outcome.InvalidCursor());
        assertThat(list.list(ALL_OF_F, Order.NEWEST_FIRST, 2, "00")).isEqualTo(new Outcome.InvalidCursor());
        assertThat(((Outcome.Page) list.list(ALL_OF_F, Order.NEWEST_FIRST, 5, cursor)).executions())
                .hasSize(5);
    }
}
