package dev.reprise.testkit;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.Failure;
import dev.reprise.core.Payload;
import dev.reprise.core.SignalName;
import dev.reprise.core.Terms;
import dev.reprise.core.fold.Verdict;
import dev.reprise.core.history.HistoryEvent;
import dev.reprise.core.journal.InvocationOutcome;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.journal.SignalTarget;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.operation.OperationStatus;
import dev.reprise.core.operation.OperationType;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.ExecutionStatus;
import dev.reprise.core.state.Row;
import dev.reprise.core.state.TimerKind;
import dev.reprise.testkit.CrashPoint.Moment;
import dev.reprise.workflow.FunctionDefinition;
import dev.reprise.workflow.RuntimeOptions;
import dev.reprise.workflow.engine.Invocation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.AssertProvider;
import org.jspecify.annotations.Nullable;

/**
 * An execution of a function over a {@link LocalJournal}. The function is run by the real engine, in the calling thread's
 * time, whenever it is ready; so after each method it waits for something or has ended. Not thread-safe.
 *
 * @param <I> what it was started with
 * @param <O> what it returns
 */
public final class LocalExecution<I, O> implements AssertProvider<ExecutionAssert<O>> {
    private final ExecutionKey key;
    private final ExecutionId id;
    private final LocalJournal journal;
    private final LocalFunction<I, O> conditions;
    private final FunctionDefinition<I, O> function;
    private final RuntimeOptions options;
    private final JournalClient client;
    private final Map<String, Integer> runs = new LinkedHashMap<>();
    private final List<Throwable> failedInvocations = new ArrayList<>();

    LocalExecution(LocalFunction<I, O> conditions, @Nullable I input) {
        this.conditions = conditions;
        var definition = conditions.definition();
        key = new ExecutionKey(definition.name(), conditions.name());
        // From the name, so that whatever the function derives from its execution's id is the same in each run.
        id = new ExecutionId(LocalJournal.PARTITION, UUID.nameUUIDFromBytes(key.routingKey()));
        journal = new LocalJournal(new ManualClock(conditions.startAt()));
        function = ObservedContext.observed(definition, runs, conditions.crashes());
        options = conditions.options().time(journal.clock(), journal::advance);
        client = new JournalClient(journal, id, conditions.crashes(), conditions.losesAnswers());
        StartedExecutions.add(this);
        journal.append(new JournalRecord.OwnerElected("test", "1"));
        journal.append(new JournalRecord.ExecutionStartRequested(
                id, key, "1", Terms.DEFAULT, input == null ? null : write(input), "digest", null, null, null));
    }

    // What a test can make happen

    /** Sends a signal, its content written as results are. */
    public Verdict signal(String name, Object content) {
        return signal(name, content, null);
    }

    /**
     * Sends a signal that can be recognised when it is repeated.
     *
     * @param signalId its identity, absent for none
     */
    public Verdict signal(String name, Object content, @Nullable String signalId) {
        return happens(new JournalRecord.SignalReceived(
                new SignalTarget.ById(id), new SignalName(name), signalId, write(content), null));
    }

    /** Answers an open callback. */
    public Verdict answerCallback(String name, @Nullable Object answer) {
        var result = answer == null ? null : write(answer);
        return happens(
                new JournalRecord.CallbackCompleted(id, callback(name).id(), OperationStatus.SUCCEEDED, result, null));
    }

    /** Answers an open callback with a failure. */
    public Verdict failCallback(String name, Failure failure) {
        return happens(
                new JournalRecord.CallbackCompleted(id, callback(name).id(), OperationStatus.FAILED, null, failure));
    }

    /** Says for an open callback that its answer is still being worked on. */
    public Verdict heartbeat(String name) {
        return happens(new JournalRecord.CallbackHeartbeat(id, callback(name).id()));
    }

    /** Stops the execution. */
    public Verdict stop(String reason) {
        return happens(new JournalRecord.ExecutionStopRequested(id, Failure.of("Stopped", reason)));
    }

    /** Lets time pass; each timer fires when it is due, and the function runs whenever one wakes it. */
    public void advance(Duration duration) {
        var until = journal.clock().instant().plus(duration);
        while (journal.fireNext(until)) {
            run();
        }
        var now = journal.clock().instant();
        if (until.isAfter(now)) {
            journal.clock().advance(Duration.between(now, until));
        }
    }

    /**
     * Lets as much time pass as it takes until the execution has ended or nothing but somebody outside can wake it.
     * Timeouts of waits count as time that passes; the execution's own does not.
     */
    public void skipWaits() {
        while (!status().isClosed() && nextWake().isPresent()) {
            journal.fireNext(nextWake().orElseThrow());
            run();
        }
    }

    private Optional<Instant> nextWake() {
        return journal.nextTimer()
                .filter(timer -> timer.kind() != TimerKind.EXECUTION_TIMEOUT && timer.kind() != TimerKind.PURGE)
                .map(timer -> timer.due());
    }

    /**
     * Runs the same code again over what was recorded, and changes nothing.
     *
     * @throws AssertionError when it does not repeat itself
     */
    public void replay() {
        replay(conditions.definition());
    }

    /**
     * Runs other code over what was recorded, such as the version to be deployed next, and changes nothing.
     *
     * @throws AssertionError when it does not do what was recorded
     */
    public void replay(FunctionDefinition<I, O> other) {
        ReplayChecker.check(journal, id, other, conditions.options());
    }

    private Verdict happens(JournalRecord record) {
        var verdict = journal.append(record);
        run();
        return verdict;
    }

    // How the function is run

    /** Invokes the function as long as it is ready. */
    void run() {
        while (journal.get(new Row.Ready(id)) != null) {
            invoke();
        }
    }

    private void invoke() {
        var crashes = conditions.crashes();
        boolean alreadyCrashed = crashes.happened().isPresent();
        var began = journal.clock().instant();
        int epoch = header().lane().epoch();
        InvocationOutcome outcome;
        try {
            outcome =
                    Invocation.run(function, client.envelope(), client, options).outcome(client.told());
        } catch (RuntimeException | Error failed) {
            outcome = new InvocationOutcome.Crashed(
                    new Failure(failed.getClass().getName(), failed.getMessage(), null, List.of()));
            if (alreadyCrashed || crashes.happened().isEmpty()) {
                failedInvocations.add(failed);
            }
        }
        boolean crashed = !alreadyCrashed && crashes.happened().isPresent();
        if (crashed || crashes.isDueAt(Moment.BEFORE_ANSWER, function.name())) {
            takeOver(epoch);
        } else {
            journal.append(new JournalRecord.InvocationCompleted(
                    id, epoch, "invocation-" + epoch, began, journal.clock().instant(), outcome));
        }
    }

    /** Another process finds that the one which ran the function is gone. */
    private void takeOver(int epoch) {
        journal.append(new JournalRecord.OwnerElected("test after a crash", "2"));
        var reason = Failure.of("Crashed", conditions.crashes().toString());
        journal.append(new JournalRecord.InvocationLost(id, epoch, journal.ownerTerm(), reason));
    }

    // What has become of it

    /** Where the execution stands. */
    public ExecutionStatus status() {
        return header().status();
    }

    /** What it returned, read as this; null where it returned nothing. */
    public <T> @Nullable T result(Class<T> type) {
        var result = result().orElse(null);
        return result == null ? null : type.cast(options.codec().read(result, type));
    }

    /** What it returned, as it was recorded. */
    public Optional<Payload> result() {
        return Optional.ofNullable(self().details().result());
    }

    /** How it failed. */
    public Optional<Failure> failure() {
        return Optional.ofNullable(self().details().failure());
    }

    /** How often the body of a step was begun, attempts that a crash cut off included. */
    public int runs(String step) {
        return runs.getOrDefault(step, 0);
    }

    /** All operations in order of first appearance, the execution itself first. */
    public List<Operation> operations() {
        return journal.operations(id);
    }

    /** What happened, oldest first. */
    public List<HistoryEvent> history() {
        return journal.history(id);
    }

    /** What invocations threw that did not end the execution: code that does not repeat itself, and errors. */
    public List<Throwable> failedInvocations() {
        return List.copyOf(failedInvocations);
    }

    /** The journal, and its clock. */
    public LocalJournal journal() {
        return journal;
    }

    /** The execution's header. */
    Execution header() {
        return journal.header(id)
                .orElseThrow(() -> new IllegalStateException(
                        "Expected the execution to be kept, but its retention is over and it has been purged"));
    }

    private Operation self() {
        header();
        return operations().getFirst();
    }

    private Operation callback(String name) {
        return operations().stream()
                .filter(operation -> operation.type() == OperationType.CALLBACK
                        && name.equals(operation.ref().name()))
                .reduce((first, last) -> last)
                .orElseThrow(() -> new IllegalArgumentException(
                        "Expected the function to have opened callback '%s', but it has not%n%s"
                                .formatted(name, this)));
    }

    /** Writes a value as the function's results are written. */
    Payload write(Object value) {
        return options.codec().write(value);
    }

    @Override
    public ExecutionAssert<O> assertThat() {
        return new ExecutionAssert<>(this);
    }

    /** The journal, how often each step ran, and what went wrong; for people. */
    @Override
    public String toString() {
        return "The journal of %s, with %s:%n%s%nSteps and how often their bodies were begun: %s%s"
                .formatted(
                        key,
                        conditions.crashes(),
                        journal,
                        runs,
                        failedInvocations.isEmpty() ? "" : "\nInvocations failed with: " + failedInvocations);
    }
}
