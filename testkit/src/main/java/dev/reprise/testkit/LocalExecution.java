package dev.reprise.testkit;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.Failure;
import dev.reprise.core.Payload;
import dev.reprise.core.SignalName;
import dev.reprise.core.fold.Verdict;
import dev.reprise.core.history.HistoryEvent;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.journal.SignalTarget;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.operation.OperationDetails.ChainedInvokeDetails;
import dev.reprise.core.operation.OperationStatus;
import dev.reprise.core.operation.OperationType;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.ExecutionStatus;
import dev.reprise.core.state.ParentLink;
import dev.reprise.workflow.FunctionDefinition;
import dev.reprise.workflow.PayloadCodec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
    private final LocalService service;
    private final FunctionDefinition<I, O> function;
    private final ExecutionId id;
    private final LocalJournal journal;

    private LocalExecution(LocalService service, FunctionDefinition<I, O> function, ExecutionId id) {
        this.service = service;
        this.function = function;
        this.id = id;
        journal = service.journal();
    }

    /** Starts an execution and runs it until it waits or ends. */
    static <I, O> LocalExecution<I, O> start(LocalFunction<I, O> conditions, @Nullable I input) {
        var service = new LocalService(conditions);
        var function = conditions.definition();
        var written = input == null ? null : conditions.options().codec().write(input);
        var id = service.start(new ExecutionKey(function.name(), conditions.name()), written);
        var execution = new LocalExecution<>(service, function, id);
        StartedExecutions.add(execution);
        service.run();
        return execution;
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
        return service.happens(new JournalRecord.SignalReceived(
                new SignalTarget.ById(id), new SignalName(name), signalId, write(content), null));
    }

    /** Answers an open callback. */
    public Verdict answerCallback(String name, @Nullable Object answer) {
        var result = answer == null ? null : write(answer);
        return service.happens(
                new JournalRecord.CallbackCompleted(id, callback(name).id(), OperationStatus.SUCCEEDED, result, null));
    }

    /** Answers an open callback with a failure. */
    public Verdict failCallback(String name, Failure failure) {
        return service.happens(
                new JournalRecord.CallbackCompleted(id, callback(name).id(), OperationStatus.FAILED, null, failure));
    }

    /** Says for an open callback that its answer is still being worked on. */
    public Verdict heartbeat(String name) {
        return service.happens(
                new JournalRecord.CallbackHeartbeat(id, callback(name).id()));
    }

    /** Answers for a called function that the test has not given by {@link LocalFunction#calling}. */
    public Verdict answerInvoke(String name, @Nullable Object result) {
        return endInvoke(name, OperationStatus.SUCCEEDED, result == null ? null : write(result), null);
    }

    /**
     * Fails for a called function that the test has not given by {@link LocalFunction#calling}.
     *
     * @param status FAILED, TIMED_OUT or STOPPED
     */
    public Verdict failInvoke(String name, OperationStatus status, Failure failure) {
        return endInvoke(name, status, null, failure);
    }

    private Verdict endInvoke(
            String name, OperationStatus status, @Nullable Payload result, @Nullable Failure failure) {
        return service.happens(
                new JournalRecord.ChainedInvokeCompleted(id, invoke(name).id(), status, result, failure));
    }

    /** The execution of a called function that the test has given by {@link LocalFunction#calling}. */
    @SuppressWarnings("unchecked") // results are compared as they are recorded, whatever their type
    public LocalExecution<?, Object> called(String name) {
        var invoke = invoke(name);
        var plainName = LocalService.plainName(((ChainedInvokeDetails) invoke.details()).function());
        var called = service.function(plainName);
        if (called == null) {
            throw new IllegalArgumentException(
                    "Expected function '%s' to be given by LocalFunction.calling, but it is not. Answer for it by answerInvoke or failInvoke"
                            .formatted(plainName));
        }
        return new LocalExecution<>(
                service,
                (FunctionDefinition<?, Object>) called,
                LocalService.calledBy(new ParentLink(id, invoke.id())));
    }

    /** Stops the execution. */
    public Verdict stop(String reason) {
        return service.happens(new JournalRecord.ExecutionStopRequested(id, Failure.of("Stopped", reason)));
    }

    /** Lets time pass; each timer fires when it is due, and the function runs whenever one wakes it. */
    public void advance(Duration duration) {
        var until = journal.clock().instant().plus(duration);
        while (journal.fireNext(until)) {
            service.run();
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
        while (!status().isClosed() && journal.nextWake().isPresent()) {
            journal.fireNext(journal.nextWake().orElseThrow().due());
            service.run();
        }
    }

    /**
     * Runs the same code again over what was recorded, and changes nothing.
     *
     * @throws AssertionError when it does not repeat itself
     */
    public void replay() {
        replay(function);
    }

    /**
     * Runs other code over what was recorded, such as the version to be deployed next, and changes nothing.
     *
     * @throws AssertionError when it does not do what was recorded
     */
    public void replay(FunctionDefinition<I, O> other) {
        ReplayChecker.check(journal, id, other, service.conditions().options());
    }

    // What has become of it

    /** Where the execution stands. */
    public ExecutionStatus status() {
        return header().status();
    }

    /** What it returned, read as this; null where it returned nothing. */
    public <T> @Nullable T result(Class<T> type) {
        var result = result().orElse(null);
        return result == null ? null : type.cast(codec().read(result, type));
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
        return service.observed(id).runs().getOrDefault(step, 0);
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
        return List.copyOf(service.observed(id).failedInvocations());
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
        return newest(OperationType.CALLBACK, name, "opened callback");
    }

    private Operation invoke(String name) {
        return newest(OperationType.CHAINED_INVOKE, name, "made call");
    }

    private Operation newest(OperationType type, String name, String done) {
        return operations().stream()
                .filter(operation ->
                        operation.type() == type && name.equals(operation.ref().name()))
                .reduce((first, last) -> last)
                .orElseThrow(() -> new IllegalArgumentException(
                        "Expected the function to have %s '%s', but it has not%n%s".formatted(done, name, this)));
    }

    private PayloadCodec codec() {
        return service.conditions().options().codec();
    }

    /** Writes a value as the function's results are written. */
    Payload write(Object value) {
        return codec().write(value);
    }

    @Override
    public ExecutionAssert<O> assertThat() {
        return new ExecutionAssert<>(this);
    }

    /** The journal, how often each step ran, and what went wrong; for people. */
    @Override
    public String toString() {
        var observed = service.observed(id);
        return "The journal of %s, with %s:%n%s%nSteps and how often their bodies were begun: %s%s"
                .formatted(
                        journal.header(id)
                                .map(header -> header.key().toString())
                                .orElse("a purged execution"),
                        service.conditions().crashes(),
                        journal,
                        observed.runs(),
                        observed.failedInvocations().isEmpty()
                                ? ""
                                : "\nInvocations failed with: " + observed.failedInvocations());
    }
}
