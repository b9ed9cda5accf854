package dev.reprise.workflow;

import dev.reprise.core.Failure;
import dev.reprise.core.Payload;
import dev.reprise.core.journal.InvocationOutcome;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.state.ExecutionStatus;
import dev.reprise.workflow.engine.Invocation;
import dev.reprise.workflow.spi.CheckpointClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One execution of a function over a {@link FoldedJournal}: invoked whenever it is ready, until it sleeps or ends. */
public final class LocalRun {
    private final FoldedJournal journal;
    private final List<Throwable> crashes = new ArrayList<>();
    private CheckpointClient client;
    private FunctionDefinition<?, ?> function;
    private RuntimeOptions options;
    private int invocations;

    private LocalRun(FunctionDefinition<?, ?> function, String inputJson) {
        this.function = function;
        journal = new FoldedJournal(function.name(), "run-1", inputJson);
        client = journal;
        options = RuntimeOptions.DEFAULT.inPlaceLimit(Duration.ZERO).time(journal, journal::advance);
    }

    /** A function that takes text, given as JSON. */
    public static LocalRun of(DurableFunction<String, ?> function) {
        return new LocalRun(FunctionDefinition.of("tested", TypeRef.of(String.class), function), "\"in\"");
    }

    public static LocalRun of(FunctionDefinition<?, ?> function, String inputJson) {
        return new LocalRun(function, inputJson);
    }

    public LocalRun inPlaceLimit(Duration limit) {
        options = options.inPlaceLimit(limit);
        return this;
    }

    public LocalRun options(RuntimeOptions other) {
        options = other;
        return this;
    }

    /** Puts something between the function and its journal. */
    public LocalRun through(CheckpointClient other) {
        client = other;
        return this;
    }

    /** Deploys another version of the code. */
    public LocalRun deploy(DurableFunction<String, ?> other) {
        function = FunctionDefinition.of(function.name(), TypeRef.of(String.class), other);
        return this;
    }

    /** Invokes the function as long as it is ready. A crash ends that, until its retry is due. */
    public LocalRun run() {
        while (journal.isReady()) {
            invokeOnce();
        }
        return this;
    }

    /** Lets time pass, running the function whenever a timer makes it ready. */
    public LocalRun advance(Duration duration) {
        var until = journal.instant().plus(duration);
        while (journal.fireNext(until)) {
            run();
        }
        journal.advance(Duration.between(journal.instant(), until));
        return run();
    }

    public LocalRun signal(String name, String json) {
        journal.signal(name, json);
        return run();
    }

    private void invokeOnce() {
        invocations++;
        InvocationOutcome outcome;
        try {
            outcome = Invocation.run(function, journal.envelope(), client, options)
                    .outcome(journal.told());
        } catch (RuntimeException | Error crash) {
            crashes.add(crash);
            outcome = new InvocationOutcome.Crashed(Failure.of(crash.getClass().getName(), crash.getMessage()));
        }
        journal.invoked(outcome);
    }

    public FoldedJournal journal() {
        return journal;
    }

    public int invocations() {
        return invocations;
    }

    public List<Throwable> crashes() {
        return crashes;
    }

    public ExecutionStatus status() {
        return journal.header().status();
    }

    /** The result, when it has succeeded with one. */
    public String resultJson() {
        return Optional.ofNullable(journal.execution().details().result())
                .map(Payload::text)
                .orElse("none, but " + status() + " " + failure() + "\n" + crashes + "\n" + journal);
    }

    /** The failure, when it has failed. */
    public Failure failure() {
        return journal.execution().details().failure();
    }

    public Operation operation(int position) {
        return journal.operation(String.valueOf(position));
    }

    /** For assertions to print. */
    @Override
    public String toString() {
        return journal + "\ncrashes: " + crashes;
    }
}
