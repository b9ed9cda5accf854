package dev.reprise.testkit.simulation;

import static dev.reprise.testkit.simulation.Violation.unless;

import dev.reprise.core.OperationId;
import dev.reprise.core.SignalName;
import dev.reprise.core.history.Happening;
import dev.reprise.core.history.HistoryEvent;
import dev.reprise.core.journal.JournalRecord.SignalReceived;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.operation.OperationRef;
import dev.reprise.core.operation.OperationStatus;
import dev.reprise.core.operation.OperationType;
import dev.reprise.core.state.BufferedSignal;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.MemoryRows;
import dev.reprise.core.state.RowRange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an execution that has just ended must look like: its history, its signals, what its steps recorded. */
final class Endings {
    /** What answers to callbacks look like, to tell them from signals. */
    static final String ANSWER = "\"answer ";

    private final MemoryRows rows;
    private final Execution header;
    private final List<SignalReceived> accepted;
    private final List<HistoryEvent> events = new ArrayList<>();

    Endings(MemoryRows rows, Execution header, List<SignalReceived> accepted) {
        this.rows = rows;
        this.header = header;
        this.accepted = accepted;
        rows.scan(new RowRange.Events(header.id(), 1), (row, event) -> events.add(event));
    }

    void check(Ledger ledger) {
        historyIsGapFree();
        operationsEndOnce();
        for (var name : Plan.SIGNALS) {
            signalsAreTakenOnceAndInOrder(new SignalName(name));
        }
        if (!header.key().function().equals(World.FOREIGN)) {
            stepsRecordWhatTheyDid(ledger);
            unless(!isRefused(events.getLast().event()), "protocol", "Our own SDK was refused: %s", events.getLast());
        }
    }

    /** As opposed to a result that is larger than an execution's terms allow. */
    private static boolean isRefused(Happening end) {
        return end instanceof Happening.ExecutionFailed failed
                && "InvalidParameterValueException".equals(failed.failure().type())
                && !String.valueOf(failed.failure().message()).startsWith("Execution output payload size");
    }

    private void historyIsGapFree() {
        long offset = -1;
        for (int i = 0; i < events.size(); i++) {
            var event = events.get(i);
            unless(event.eventId() == i + 1, "history", "Event %d of %s is %s", i + 1, header.id(), event);
            unless(event.journalOffset() >= offset, "history", "%s comes too late", event);
            unless(
                    isClosing(event.event()) == (i == events.size() - 1),
                    "history",
                    "%s is event %d of %d",
                    event,
                    i + 1,
                    events.size());
            offset = event.journalOffset();
        }
        unless(events.size() == header.tally().events(), "history", "%s has %d events", header, events.size());
        unless(
                events.getFirst().event() instanceof Happening.ExecutionStarted,
                "history",
                "The first event is %s",
                events.getFirst());
    }

    private static boolean isClosing(Happening event) {
        return event instanceof Happening.ExecutionSucceeded
                || event instanceof Happening.ExecutionFailed
                || event instanceof Happening.ExecutionTimedOut
                || event instanceof Happening.ExecutionStopped;
    }

    private void operationsEndOnce() {
        var ended = new HashSet<OperationId>();
        for (var event : events) {
            var operation = event.operation();
            if (operation != null && ends(event.event())) {
                unless(ended.add(operation.id()), "one end", "%s is a second end", event);
            }
        }
        rows.scan(new RowRange.Operations(header.id()), (row, operation) -> {
            unless(
                    ended.contains(operation.id()) || !hasEnded(operation),
                    "one end",
                    "%s has ended, but history does not say so",
                    operation);
            return true;
        });
    }

    /** By itself, and not because its group did. */
    private static boolean hasEnded(Operation operation) {
        return operation.type() != OperationType.EXECUTION
                && operation.status().isTerminal()
                && !(operation.pruned() && operation.status() == OperationStatus.CANCELLED);
    }

    private static boolean ends(Happening event) {
        return switch (event) {
            case Happening.StepSucceeded e -> e.retry().nextDelay() == null;
            case Happening.StepFailed e -> e.retry().nextDelay() == null;
            case Happening.ContextSucceeded ignored -> true;
            case Happening.ContextFailed ignored -> true;
            case Happening.WaitSucceeded ignored -> true;
            case Happening.WaitCancelled ignored -> true;
            case Happening.CallbackSucceeded ignored -> true;
            case Happening.CallbackFailed ignored -> true;
            case Happening.CallbackTimedOut ignored -> true;
            case Happening.ChainedInvokeSucceeded ignored -> true;
            case Happening.ChainedInvokeFailed ignored -> true;
            case Happening.ChainedInvokeTimedOut ignored -> true;
            case Happening.ChainedInvokeStopped ignored -> true;
            default -> false;
        };
    }

    /** History tells, for an operation in a group that is done has lost what it held. */
    private void signalsAreTakenOnceAndInOrder(SignalName name) {
        var taken = new ArrayList<String>();
        for (var event : events) {
            if (event.event() instanceof Happening.CallbackSucceeded answered
                    && isWaitFor(name, event.operation())
                    && answered.result() != null
                    && !answered.result().text().startsWith(ANSWER)) {
                taken.add(answered.result().text());
            }
        }
        rows.scan(new RowRange.Signals(header.id(), name), (row, kept) -> taken.add(text(kept)));
        var came = accepted.stream()
                .filter(signal -> signal.name().equals(name))
                .map(signal -> signal.payload().text())
                .toList();
        unless(
                taken.equals(came),
                "signals",
                "%s took in %s of '%s', and used or kept %s",
                header.id(),
                came,
                name,
                taken);
    }

    private static String text(BufferedSignal kept) {
        return kept.payload().text();
    }

    private static boolean isWaitFor(SignalName name, @Nullable OperationRef operation) {
        return operation != null
                && Operation.SIGNAL.equals(operation.subType())
                && name.value().equals(operation.name());
    }

    private void stepsRecordWhatTheyDid(Ledger ledger) {
        for (var event : events) {
            var operation = event.operation();
            if (operation != null && event.event() instanceof Happening.StepSucceeded done && done.result() != null) {
                var result = done.result().text();
                var returned = result.substring(1, result.length() - 1);
                unless(
                        ledger.returned(returned)
                                && returned.startsWith(header.id() + "/" + operation.id() + "/"
                                        + done.retry().attempt() + "#"),
                        "steps",
                        "%s is recorded, but nobody did that",
                        event);
            }
        }
    }
}
