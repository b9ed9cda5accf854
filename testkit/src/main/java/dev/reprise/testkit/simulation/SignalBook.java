package dev.reprise.testkit.simulation;

import static dev.reprise.testkit.simulation.Violation.unless;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.fold.Verdict;
import dev.reprise.core.fold.Verdict.SignalRefused.Reason;
import dev.reprise.core.journal.JournalRecord.SignalReceived;
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
        } else if (target == null) {
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
        if (source == null) {
            return false;
        }
        var from = source.topic() + "/" + source.partition();
        if (relayed.getOrDefault(from, -1L) >= source.offset()) {
            return true;
        }
        relayed.put(from, source.offset());
        return false;
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
