package dev.reprise.testkit;

import dev.reprise.core.operation.Operation;
import dev.reprise.core.operation.OperationStatus;
import dev.reprise.core.operation.OperationType;
import dev.reprise.core.state.ExecutionStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * What a test can say of an execution, by {@code assertThat(execution)}. A failure shows the journal.
 *
 * @param <O> what the function returns
 */
public final class ExecutionAssert<O> extends AbstractAssert<ExecutionAssert<O>, LocalExecution<?, O>> {
    ExecutionAssert(LocalExecution<?, O> execution) {
        super(execution, ExecutionAssert.class);
    }

    /** It has returned. */
    public ExecutionAssert<O> hasSucceeded() {
        return requireStatus(ExecutionStatus.SUCCEEDED);
    }

    /** It has returned this, compared as recorded. */
    public ExecutionAssert<O> hasSucceededWith(@Nullable O expected) {
        hasSucceeded();
        var wanted = expected == null ? Optional.empty() : Optional.of(actual.write(expected));
        if (!actual.result().equals(wanted)) {
            throw failed("to have returned " + wanted, "it returned " + actual.result());
        }
        return this;
    }

    /** It has failed with an exception of this class. */
    public ExecutionAssert<O> hasFailedWith(Class<? extends Throwable> type) {
        requireStatus(ExecutionStatus.FAILED);
        var failure = actual.failure().orElseThrow();
        if (!type.getName().equals(failure.type())) {
            throw failed("to have failed with " + type.getName(), "it failed with " + failure);
        }
        return this;
    }

    /** It waits, and nothing runs. */
    public ExecutionAssert<O> isSuspended() {
        requireStatus(ExecutionStatus.RUNNING);
        if (!actual.failedInvocations().isEmpty() || open().isEmpty()) {
            throw failed("to wait for something", "it does not");
        }
        return this;
    }

    /** It waits for a signal of this name. */
    public ExecutionAssert<O> isWaitingForSignal(String name) {
        isSuspended();
        if (open().stream()
                .noneMatch(operation -> operation.isOpenSignalWait()
                        && name.equals(operation.ref().name()))) {
            throw failed("to wait for signal '" + name + "'", "it waits for " + open());
        }
        return this;
    }

    /** The body of a step was begun so often, attempts that a crash cut off included. */
    public ExecutionAssert<O> ranStep(String step, int times) {
        if (actual.runs(step) != times) {
            throw failed(
                    "to have run step '%s' %d times".formatted(step, times), "it ran " + actual.runs(step) + " times");
        }
        return this;
    }

    /** The body of a step was never begun. */
    public ExecutionAssert<O> neverRanStep(String step) {
        return ranStep(step, 0);
    }

    /** Exactly these steps are recorded as done, each once, in this order. */
    public ExecutionAssert<O> recordedSteps(String... steps) {
        var recorded = actual.operations().stream()
                .filter(operation ->
                        operation.type() == OperationType.STEP && operation.status() == OperationStatus.SUCCEEDED)
                .map(operation -> String.valueOf(operation.ref().name()))
                .toList();
        if (!recorded.equals(Arrays.asList(steps))) {
            throw failed("to have recorded the steps " + Arrays.toString(steps), "it recorded " + recorded);
        }
        return this;
    }

    private ExecutionAssert<O> requireStatus(ExecutionStatus expected) {
        isNotNull();
        var status = actual.status();
        if (status != expected) {
            var failure = actual.failure().map(it -> " with " + it).orElse("");
            throw failed("to be " + expected, "it is " + status + failure);
        }
        return this;
    }

    private List<Operation> open() {
        return actual.operations().stream().filter(Operation::isAwaited).toList();
    }

    private AssertionError failed(String expected, String found) {
        return failure("Expected the execution %s, but %s.%n%n%s", expected, found, actual);
    }
}
