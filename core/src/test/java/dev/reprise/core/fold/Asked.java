package dev.reprise.core.fold;

import dev.reprise.core.Failure;
import dev.reprise.core.OperationId;
import dev.reprise.core.Payload;
import dev.reprise.core.operation.InvokeTarget;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.operation.OperationRef;
import dev.reprise.core.operation.OperationUpdate;
import dev.reprise.core.operation.OperationUpdate.*;
import java.time.Duration;

/** What running code asks for in a checkpoint, in the words of a test. An operation is named like its id. */
final class Asked {
    static final Failure BROKEN = Failure.of("Broken", "it broke");

    private Asked() {}

    static OperationRef ref(String id) {
        return OperationRef.of(id, id, null);
    }

    static OperationRef in(String context, String id) {
        return new OperationRef(new OperationId(id), new OperationId(context), id, null);
    }

    static OperationRef signalIn(String context, String id, String signal) {
        return new OperationRef(new OperationId(id), new OperationId(context), signal, Operation.SIGNAL);
    }

    static OperationRef signalRef(String id, String signal) {
        return OperationRef.of(id, signal, Operation.SIGNAL);
    }

    static OperationUpdate startStep(String id) {
        return startStep(ref(id));
    }

    static OperationUpdate startStep(OperationRef ref) {
        return new StartStep(ref);
    }

    static OperationUpdate succeedStep(String id, String result) {
        return succeedStep(ref(id), result);
    }

    static OperationUpdate succeedStep(OperationRef ref, String result) {
        return new SucceedStep(ref, Payload.of(result), null);
    }

    static OperationUpdate failStep(String id) {
        return new FailStep(ref(id), BROKEN, null);
    }

    static OperationUpdate retryStep(String id, Duration delay) {
        return new RetryStep(ref(id), delay, null, BROKEN, null);
    }

    static OperationUpdate pollAgain(String id, Duration delay, String state) {
        return new RetryStep(ref(id), delay, Payload.of(state), null, null);
    }

    static OperationUpdate startWait(String id, Duration duration) {
        return startWait(ref(id), duration);
    }

    static OperationUpdate startWait(OperationRef ref, Duration duration) {
        return new StartWait(ref, duration);
    }

    static OperationUpdate cancelWait(String id) {
        return new CancelWait(ref(id));
    }

    static OperationUpdate startCallback(String id) {
        return new StartCallback(ref(id), "callback-" + id, null, null);
    }

    static OperationUpdate startCallback(OperationRef ref) {
        return new StartCallback(ref, "callback-" + ref.id(), null, null);
    }

    static OperationUpdate startCallback(String id, Duration timeout, Duration heartbeat) {
        return new StartCallback(ref(id), "callback-" + id, timeout, heartbeat);
    }

    static OperationUpdate waitForSignal(String id, String signal) {
        return startCallback(signalRef(id, signal));
    }

    static OperationUpdate waitForSignal(String id, String signal, Duration timeout) {
        return new StartCallback(signalRef(id, signal), null, timeout, null);
    }

    static OperationUpdate invoke(String id, InvokeTarget target, String input) {
        return new StartChainedInvoke(ref(id), target, Payload.of(input), null);
    }

    static OperationUpdate invoke(OperationRef ref, InvokeTarget target) {
        return new StartChainedInvoke(ref, target, null, null);
    }

    static OperationUpdate invokeFor(String tenant, String id, InvokeTarget target) {
        return new StartChainedInvoke(ref(id), target, null, tenant);
    }

    static OperationUpdate startContext(String id) {
        return startContext(ref(id));
    }

    static OperationUpdate startContext(OperationRef ref) {
        return new StartContext(ref);
    }

    static OperationUpdate succeedContext(String id, String result) {
        return new SucceedContext(ref(id), Payload.of(result), false);
    }

    static OperationUpdate succeedContextToBeReplayed(String id) {
        return new SucceedContext(ref(id), null, true);
    }

    static OperationUpdate failContext(String id) {
        return new FailContext(ref(id), BROKEN, false);
    }

    static OperationUpdate succeedExecution(String result) {
        return new SucceedExecution(ref("any-id"), Payload.of(result));
    }

    static OperationUpdate failExecution() {
        return new FailExecution(ref("any-id"), BROKEN);
    }
}
