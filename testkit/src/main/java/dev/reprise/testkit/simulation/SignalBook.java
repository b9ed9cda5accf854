package dev.reprise.testkit.simulation;

import static dev.reprise.testkit.simulation.Violation.unless;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.fold.Verdict;
import dev.reprise.core.fold.Verdict.SignalRefused.Reason;
import dev.reprise.core.journal.JournalRecord.SignalReceived;
import dev.reprise.core.journal.SignalSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Every signal that was taken in, once each, in the order in which they came. */
final class SignalBook {
    private final Map<String, Long> relayed = new HashMap<>();
    private final Map<ExecutionId, Set<String>> ids = new HashMap<>();
    private final Map<ExecutionId, List<SignalReceived>> accepted = new HashMap<>();

    void judge(SignalReceived signal, @Nullable ExecutionId target, Verdict verdict, Predicate<ExecutionId> isOpen) {
        if (isRelayedBefore(signal)) {
            require(verdict instanceof Verdict.SignalRepeated, signal, verdict);
        } else if (isTooEarly(signal)) {
            require(verdict instanceof Verdict.SignalTooEarly, signal, verdict);
        } else {
            remember(signal);
            judgeInTurn(signal, target, verdict, isOpen);
        }
    }

    private void judgeInTurn(
            SignalReceived signal, @Nullable ExecutionId target, Verdict verdict, Predicate<ExecutionId> isOpen) {
        if (target == null) {
            require(refused(verdict, Reason.UNKNOWN_EXECUTION), signal, verdict);
        } else if (signal.signalId() != null && ids(target).contains(signal.signalId())) {
            require(verdict instanceof Verdict.SignalRepeated, signal, verdict);
        } else if (!isOpen.test(target)) {
            require(refused(verdict, Reason.EXECUTION_FINISHED), signal, verdict);
        } else if (!refused(verdict, Reason.BUFFER_FULL)) {
            require(
                    verdict instanceof Verdict.SignalAccepted taken
                            && taken.execution().equals(target),
                    signal,
                    verdict);
            accepted(target).add(signal);
            if (signal.signalId() != null) {
                ids(target).add(signal.signalId());
            }
        }
    }

    private boolean isRelayedBefore(SignalReceived signal) {
        var source = signal.source();
        return source != null && last(source) >= source.offset();
    }

    private boolean isTooEarly(SignalReceived signal) {
        var source = signal.source();
        return source != null && source.after() != null && last(source) < source.after();
    }

    private void remember(SignalReceived signal) {
        var source = signal.source();
        if (source != null) {
            relayed.put(partition(source), source.offset());
        }
    }

    private long last(SignalSource source) {
        return relayed.getOrDefault(partition(source), -1L);
    }

    private static String partition(SignalSource source) {
        return source.topic() + "/" + source.partition();
    }

    private static boolean refused(Verdict verdict, Reason reason) {
        return verdict.equals(new Verdict.SignalRefused(reason));
    }

    private static void require(boolean holds, SignalReceived signal, Verdict verdict) {
        unless(holds, "signals", "%s must not be judged to be %s", signal, verdict);
    }

    private Set<String> ids(ExecutionId execution) {
        return ids.computeIfAbsent(execution, id -> new HashSet<>());
    }

    /** What an execution has taken in. */
    List<SignalReceived> accepted(ExecutionId execution) {
        return accepted.computeIfAbsent(execution, id -> new ArrayList<>());
    }

    void forget(ExecutionId execution) {
        ids.remove(execution);
        accepted.remove(execution);
    }
}
