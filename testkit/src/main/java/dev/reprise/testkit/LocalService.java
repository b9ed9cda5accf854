package dev.reprise.testkit;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.Failure;
import dev.reprise.core.InvalidValue;
import dev.reprise.core.Payload;
import dev.reprise.core.Terms;
import dev.reprise.core.fold.Verdict;
import dev.reprise.core.journal.InvocationOutcome;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.operation.InvokeTarget;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.Outgoing;
import dev.reprise.core.state.OutgoingId;
import dev.reprise.core.state.ParentLink;
import dev.reprise.core.state.Row;
import dev.reprise.core.state.RowRange;
import dev.reprise.testkit.CrashPoint.Moment;
import dev.reprise.workflow.FunctionDefinition;
import dev.reprise.workflow.RuntimeOptions;
import dev.reprise.workflow.engine.Invocation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a service is to the functions of one test: it invokes whatever is ready and carries calls and their answers, all in
 * the calling thread's time. A called function that the test has not given is plain, and the test answers for it.
 */
final class LocalService {
    private final LocalFunction<?, ?> conditions;
    private final LocalJournal journal;
    private final RuntimeOptions options;
    private final Map<String, FunctionDefinition<?, ?>> functions = new LinkedHashMap<>();
    private final Map<ExecutionId, Observed> observed = new HashMap<>();

    /** What a test may want to know of an execution and the journal does not tell. */
    record Observed(Map<String, Integer> runs, List<Throwable> failedInvocations) {
        Observed() {
            this(new LinkedHashMap<>(), new ArrayList<>());
        }
    }

    LocalService(LocalFunction<?, ?> conditions) {
        this.conditions = conditions;
        journal = new LocalJournal(new ManualClock(conditions.startAt()));
        options = conditions.options().time(journal.clock(), journal::advance);
        add(conditions.definition());
        conditions.called().forEach(this::add);
        journal.append(new JournalRecord.OwnerElected("test", "1"));
    }

    private void add(FunctionDefinition<?, ?> function) {
        if (functions.putIfAbsent(function.name(), function) != null) {
            throw new InvalidValue("Expected one function of each name, but found two of '" + function.name() + "'");
        }
    }

    LocalJournal journal() {
        return journal;
    }

    LocalFunction<?, ?> conditions() {
        return conditions;
    }

    Observed observed(ExecutionId execution) {
        return observed.computeIfAbsent(execution, id -> new Observed());
    }

    /** The function of that name, null when the test has not given one. */
    @Nullable
    FunctionDefinition<?, ?> function(String name) {
        return functions.get(name);
    }

    // What happens

    /** Starts an execution, whose id follows from its key, so that what the function derives from it is the same in each run. */
    ExecutionId start(ExecutionKey key, @Nullable Payload input) {
        var id = new ExecutionId(LocalJournal.PARTITION, UUID.nameUUIDFromBytes(key.routingKey()));
        start(id, key, input, null, null);
        return id;
    }

    private void start(
            ExecutionId id,
            ExecutionKey key,
            @Nullable Payload input,
            @Nullable ParentLink parent,
            @Nullable String tenant) {
        journal.append(new JournalRecord.ExecutionStartRequested(
                id, key, "1", Terms.DEFAULT, input, "digest", parent, null, tenant));
    }

    /** Appends a record, and does all that is to be done then. */
    Verdict happens(JournalRecord record) {
        var verdict = journal.append(record);
        run();
        return verdict;
    }

    /** Invokes and delivers until everything waits for something. */
    void run() {
        while (deliversNext() || invokesNext()) {
            // until there is nothing more
        }
    }

    // Calls

    private boolean deliversNext() {
        var next = new ArrayList<OutgoingId>(1);
        journal.scan(new RowRange.Outbox(), (row, message) -> {
            next.add(((Row.Outbox) row).id());
            return false;
        });
        next.forEach(this::deliver);
        return !next.isEmpty();
    }

    private void deliver(OutgoingId id) {
        switch (journal.get(new Row.Outbox(id))) {
            case Outgoing.Call call
            when call.target() instanceof InvokeTarget.Durable target ->
                start(
                        calledBy(call.link()),
                        call.link().childKey(target.name()),
                        call.input(),
                        call.link(),
                        call.tenant());
            case Outgoing.Reply reply ->
                journal.append(new JournalRecord.ChainedInvokeCompleted(
                        reply.link().execution(),
                        reply.link().operation(),
                        reply.status(),
                        reply.details().result(),
                        reply.details().failure()));
            case null, default -> {
                // a plain function, for which the test answers
            }
        }
        journal.append(new JournalRecord.OutboxDelivered(List.of(id)));
    }

    /** The execution that a call starts, the same however often it is delivered. */
    static ExecutionId calledBy(ParentLink link) {
        return new ExecutionId(LocalJournal.PARTITION, link.childId());
    }

    private InvokeTarget target(String function) {
        var name = plainName(function);
        return functions.containsKey(name)
                ? new InvokeTarget.Durable(function, name, "1", Terms.DEFAULT)
                : new InvokeTarget.Plain(function, name, "1");
    }

    /** The name in {@code name}, {@code name:qualifier} or an ARN. */
    static String plainName(String function) {
        var rest = function.substring(function.indexOf("function:") < 0 ? 0 : function.lastIndexOf("function:") + 9);
        int colon = rest.indexOf(':');
        return colon < 0 ? rest : rest.substring(0, colon);
    }

    // Invocations

    private boolean invokesNext() {
        var next = new ArrayList<ExecutionId>(1);
        journal.scan(new RowRange.ReadyExecutions(), (row, updated) -> {
            next.add(((Row.Ready) row).execution());
            return false;
        });
        next.forEach(id -> invoke(journal.header(id).orElseThrow()));
        return !next.isEmpty();
    }

    private void invoke(Execution header) {
        var id = header.id();
        var name = header.key().function();
        var crashes = conditions.crashes();
        var client = new JournalClient(journal, id, crashes, conditions.losesAnswers(), this::target);
        boolean alreadyCrashed = crashes.happened().isPresent();
        var began = journal.clock().instant();
        int epoch = header.lane().epoch();
        InvocationOutcome outcome;
        try {
            outcome = Invocation.run(observedFunction(id, name), client.envelope(), client, options)
                    .outcome(client.told());
        } catch (RuntimeException | Error failed) {
            outcome = new InvocationOutcome.Crashed(
                    new Failure(failed.getClass().getName(), failed.getMessage(), null, List.of()));
            if (alreadyCrashed || crashes.happened().isEmpty()) {
                observed(id).failedInvocations().add(failed);
            }
        }
        boolean crashed = !alreadyCrashed && crashes.happened().isPresent();
        if (crashed || crashes.isDueAt(Moment.BEFORE_ANSWER, name)) {
            takeOver(id, epoch);
        } else {
            journal.append(new JournalRecord.InvocationCompleted(
                    id, epoch, "invocation-" + epoch, began, journal.clock().instant(), outcome));
        }
    }

    private FunctionDefinition<?, ?> observedFunction(ExecutionId id, String name) {
        var function = functions.get(name);
        if (function == null) {
            throw new IllegalStateException("Expected a function '%s' among %s".formatted(name, functions.keySet()));
        }
        return ObservedContext.observed(function, observed(id).runs(), conditions.crashes());
    }

    /** Another process finds that the one which ran the function is gone. */
    private void takeOver(ExecutionId id, int epoch) {
        journal.append(new JournalRecord.OwnerElected("test after a crash", "2"));
        var reason = Failure.of("Crashed", conditions.crashes().toString());
        journal.append(new JournalRecord.InvocationLost(id, epoch, journal.ownerTerm(), reason));
    }
}
