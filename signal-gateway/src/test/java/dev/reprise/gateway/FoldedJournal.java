package dev.reprise.gateway;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.OperationId;
import dev.reprise.core.SignalName;
import dev.reprise.core.fold.Effect;
import dev.reprise.core.fold.Fold;
import dev.reprise.core.fold.Verdict;
import dev.reprise.core.history.HistoryEvent;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.journal.Position;
import dev.reprise.core.journal.SignalTarget;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.ExecutionStatus;
import dev.reprise.core.state.MemoryRows;
import dev.reprise.core.state.Quarantine;
import dev.reprise.core.state.Row;
import dev.reprise.core.state.RowRange;
import dev.reprise.core.state.Timer;
import dev.reprise.core.state.UpdatedOperations;
import dev.reprise.schemas.codec.JournalCodec;
import dev.reprise.streams.Backlog;
import dev.reprise.streams.ExecutionQuery;
import dev.reprise.streams.Journal;
import dev.reprise.streams.JournalHealth;
import dev.reprise.streams.JournalListener;
import dev.reprise.streams.JournalUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A journal of two partitions in memory, over the real fold, with a clock that is moved by hand. It can be told to lose
 * appends or their answers.
 */
public final class FoldedJournal implements Journal {
    private static final int PARTITIONS = 2;

    private final JournalListener listener;
    private final List<MemoryRows> rows = List.of(new MemoryRows(), new MemoryRows());
    private final List<JournalRecord> records = new ArrayList<>();
    private final long[] offsets = new long[PARTITIONS];
    private final Map<ExecutionId, List<CompletableFuture<@Nullable Execution>>> awaited = new HashMap<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private Predicate<JournalRecord> lost = record -> false;
    private Predicate<JournalRecord> unanswered = record -> false;
    private Predicate<JournalRecord> slow = record -> false;
    private final List<Held> held = new ArrayList<>();
    private boolean owner = true;
    private Predicate<JournalRecord> harmed = record -> false;
    private Runnable bug = () -> {};
    private int headersRead;

    public FoldedJournal(JournalListener listener) {
        this.listener = listener;
    }

    /** The next record that fits is not appended. */
    public synchronized void loseOnce(Class<? extends JournalRecord> type) {
        lost = type::isInstance;
    }

    /** The next record that fits is appended, but nobody is told of the verdict. */
    public synchronized void leaveUnansweredOnce(Class<? extends JournalRecord> type) {
        unanswered = type::isInstance;
    }

    /** The next record that fits cannot be submitted, but meets what throws. */
    public synchronized void failOnce(Class<? extends JournalRecord> type, Runnable thrower) {
        harmed = type::isInstance;
        bug = thrower;
    }

    /** From here on all partitions are those of other nodes. */
    public synchronized void ownNothing() {
        owner = false;
    }

    /** Records that fit are appended, but their verdicts are not told before {@link #answerAll}. */
    public synchronized void holdAnswers(Predicate<JournalRecord> which) {
        slow = which;
    }

    /** Tells every verdict that was held back. */
    public void answerAll() {
        List<Held> answers;
        synchronized (this) {
            slow = any -> false;
            answers = List.copyOf(held);
            held.clear();
        }
        answers.forEach(answer -> answer.told().complete(answer.verdict()));
    }

    private record Held(CompletableFuture<Verdict> told, Verdict verdict, int bytes) {}

    @Override
    public synchronized Backlog backlog() {
        return new Backlog(held.size(), held.stream().mapToLong(Held::bytes).sum());
    }

    /** Everything that was appended, in order. */
    public synchronized List<JournalRecord> records() {
        return List.copyOf(records);
    }

    /** Moves the clock, and fires what is due. */
    public void advance(Duration by) {
        List<List<Timer>> due = new ArrayList<>();
        synchronized (this) {
            now = now.plus(by);
            for (int partition = 0; partition < PARTITIONS; partition++) {
                due.add(due(partition));
            }
        }
        for (int partition = 0; partition < PARTITIONS; partition++) {
            if (!due.get(partition).isEmpty()) {
                append(partition, new JournalRecord.TimersFired(due.get(partition)));
            }
        }
    }

    private List<Timer> due(int partition) {
        var due = new ArrayList<Timer>();
        rows.get(partition).scan(new RowRange.Timers(null), (row, present) -> {
            var timer = ((Row.Armed) row).timer();
            if (timer.due().isAfter(now)) {
                return false;
            }
            due.add(timer);
            return true;
        });
        return due;
    }

    @Override
    public CompletableFuture<Verdict> submit(JournalRecord.OfExecution record) {
        return append(record.execution().partition(), record);
    }

    @Override
    public CompletableFuture<Verdict> submit(JournalRecord.SignalReceived record) {
        return append(
                switch (record.target()) {
                    case SignalTarget.ById byId -> byId.execution().partition();
                    case SignalTarget.ByKey byKey -> partitionOf(byKey.key());
                },
                record);
    }

    @Override
    public CompletableFuture<Verdict> submit(int partition, JournalRecord.OfPartition record) {
        return append(partition, record);
    }

    private CompletableFuture<Verdict> append(int partition, JournalRecord record) {
        Verdict verdict;
        List<Effect> effects;
        boolean silent;
        synchronized (this) {
            if (harmed.test(record)) {
                harmed = any -> false;
                bug.run();
            }
            if (lost.test(record)) {
                lost = any -> false;
                return unavailable();
            }
            silent = unanswered.test(record);
            unanswered = silent ? any -> false : unanswered;
            records.add(record);
            now = now.plusMillis(1);
            var folded = Fold.fold(rows.get(partition), new Position(partition, offsets[partition]++, now), record);
            rows.get(partition).apply(folded.changes());
            verdict = folded.verdict();
            effects = folded.effects();
        }
        effects.forEach(effect -> tell(partition, effect));
        synchronized (this) {
            if (slow.test(record)) {
                var told = new CompletableFuture<Verdict>();
                held.add(new Held(told, verdict, JournalCodec.encode(record).length));
                return told;
            }
        }
        return silent ? unavailable() : CompletableFuture.completedFuture(verdict);
    }

    private static CompletableFuture<Verdict> unavailable() {
        return CompletableFuture.failedFuture(new JournalUnavailable("The test wants it so"));
    }

    private void tell(int partition, Effect effect) {
        switch (effect) {
            case Effect.Dispatch dispatch -> {
                // Another record may have superseded it meanwhile, as where records are folded while this is told.
                Execution header;
                synchronized (this) {
                    header = get(dispatch.execution(), new Row.Header(dispatch.execution()));
                }
                if (header != null && header.isRun(dispatch.epoch())) {
                    listener.dispatch(header, updatedOperations(header.id()));
                }
            }
            case Effect.TellNews news -> listener.news(news.execution());
            case Effect.PublishSummary summary -> {
                listener.summary(summary.execution());
                if (summary.execution().status().isClosed()) {
                    ended(summary.execution());
                }
            }
            case Effect.Deliver deliver -> listener.deliver(partition, deliver.id(), deliver.message());
            case Effect.NearLimit near -> listener.nearLimit(near.execution(), near.what(), near.used(), near.limit());
            case Effect.RetractSummary ignored -> {}
            case Effect.DeadLetter ignored -> {}
            case Effect.ConfirmOwner ignored -> {}
        }
    }

    @Override
    public synchronized boolean isOwner(int partition) {
        return owner;
    }

    @Override
    public ExecutionKey newKey(String function) {
        return new ExecutionKey(function, UUID.randomUUID().toString());
    }

    @Override
    public ExecutionId newExecutionId(ExecutionKey key) {
        return new ExecutionId(partitionOf(key), UUID.randomUUID());
    }

    @Override
    public int partitionOf(ExecutionKey key) {
        return Math.floorMod(key.hashCode(), PARTITIONS);
    }

    private <V> @Nullable V get(ExecutionId id, Row<V> row) {
        return id.partition() < PARTITIONS ? rows.get(id.partition()).get(row) : null;
    }

    /** How often a header was read. */
    public synchronized int headersRead() {
        return headersRead;
    }

    @Override
    public synchronized @Nullable Execution execution(ExecutionId id) {
        headersRead++;
        return get(id, new Row.Header(id));
    }

    @Override
    public synchronized @Nullable Execution execution(ExecutionKey key) {
        var id = rows.get(partitionOf(key)).get(new Row.Named(key));
        return id == null ? null : execution(id);
    }

    @Override
    public synchronized CompletableFuture<@Nullable Execution> end(ExecutionId id, Duration atMost) {
        var now = execution(id);
        if (now == null || now.status().isClosed()) {
            return CompletableFuture.completedFuture(now);
        }
        var told = new CompletableFuture<@Nullable Execution>();
        awaited.computeIfAbsent(id, any -> new ArrayList<>()).add(told);
        var unused = CompletableFuture.runAsync(
                () -> told.complete(execution(id)),
                CompletableFuture.delayedExecutor(atMost.toMillis(), TimeUnit.MILLISECONDS));
        return told;
    }

    private synchronized void ended(Execution execution) {
        var waiting = awaited.remove(execution.id());
        if (waiting != null) {
            waiting.forEach(told -> told.complete(execution));
        }
    }

    @Override
    public synchronized @Nullable Operation operation(ExecutionId execution, OperationId operation) {
        return get(execution, new Row.OfOperation(execution, operation));
    }

    @Override
    public synchronized List<Operation> operations(ExecutionId execution) {
        var operations = new ArrayList<Operation>();
        rows.get(execution.partition()).scan(new RowRange.Operations(execution), (row, operation) -> {
            if (!operation.pruned()) {
                operations.add(operation);
            }
            return true;
        });
        operations.sort(Comparator.comparingLong(Operation::order));
        return operations;
    }

    @Override
    public synchronized UpdatedOperations updatedOperations(ExecutionId execution) {
        return Objects.requireNonNullElse(get(execution, new Row.Ready(execution)), UpdatedOperations.NONE);
    }

    /** The payloads of the signals of a name that an execution has been sent and does not wait for yet, oldest first. */
    public synchronized List<String> kept(ExecutionId execution, SignalName name) {
        var kept = new ArrayList<String>();
        rows.get(execution.partition()).scan(new RowRange.Signals(execution, name), (row, signal) -> {
            kept.add(signal.payload().text());
            return true;
        });
        return kept;
    }

    @Override
    public synchronized List<HistoryEvent> history(ExecutionId execution, int fromEventId, int limit) {
        var events = new ArrayList<HistoryEvent>();
        rows.get(execution.partition()).scan(new RowRange.Events(execution, fromEventId), (row, event) -> {
            events.add(event);
            return events.size() < limit;
        });
        return events;
    }

    @Override
    public synchronized List<Execution> list(ExecutionQuery query) {
        var found = new ArrayList<Execution>();
        for (var partition : rows) {
            for (var function : query.functions()) {
                for (var status :
                        query.statuses().isEmpty() ? EnumSet.allOf(ExecutionStatus.class) : query.statuses()) {
                    var range = new RowRange.ListedExecutions(
                            function, status, false, null, query.startedAfter(), query.startedBefore());
                    partition.scan(range, (row, present) -> {
                        found.add(execution(((Row.Listed) row).execution()));
                        return true;
                    });
                }
            }
        }
        var newestFirst = Comparator.comparing(Execution::startedAt).reversed().thenComparing(Execution::id);
        found.sort(query.order() == ExecutionQuery.Order.NEWEST_FIRST ? newestFirst : newestFirst.reversed());
        var after = query.after();
        var position =
                after == null ? -1 : found.stream().map(Execution::id).toList().indexOf(after.execution());
        return found.stream().skip(position + 1).limit(query.limit()).toList();
    }

    @Override
    public synchronized @Nullable Quarantine quarantine(ExecutionId execution) {
        return get(execution, new Row.Quarantined(execution));
    }

    @Override
    public synchronized Map<ExecutionId, Quarantine> quarantined() {
        var quarantined = new HashMap<ExecutionId, Quarantine>();
        for (var partition : rows) {
            partition.scan(new RowRange.QuarantinedExecutions(), (row, quarantine) -> {
                quarantined.put(((Row.Quarantined) row).execution(), quarantine);
                return true;
            });
        }
        return quarantined;
    }

    @Override
    public JournalHealth health() {
        return new JournalHealth(true, "In memory", PARTITIONS, quarantined().size(), 0);
    }

    @Override
    public void close() {}

    /** All that was appended, for failing tests. */
    @Override
    public synchronized String toString() {
        var text = new StringBuilder("The journal:\n");
        records.forEach(record -> text.append("  ").append(record).append('\n'));
        return text.toString();
    }
}
