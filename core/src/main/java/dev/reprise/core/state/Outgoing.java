package dev.reprise.core.state;

import dev.reprise.core.Payload;
import dev.reprise.core.operation.InvokeTarget;
import dev.reprise.core.operation.OperationDetails;
import dev.reprise.core.operation.OperationStatus;
import org.jspecify.annotations.Nullable;

/** Something to be done in another partition. Kept until done; doing it twice is harmless. */
public sealed interface Outgoing {
    /** The chained invoke it is about. */
    ParentLink link();

    /**
     * Call a function for a chained invoke.
     *
     * @param target what to call; never {@link InvokeTarget.Unresolvable}
     * @param input the input, absent for none
     * @param traceParent the caller's trace context, if any
     * @param tenant whom it is called for, if anybody said so
     */
    record Call(
            ParentLink link,
            InvokeTarget target,
            @Nullable Payload input,
            @Nullable String traceParent,
            @Nullable String tenant)
            implements Outgoing {}

    /**
     * Tell the caller how its chained invoke ended.
     *
     * @param status SUCCEEDED, FAILED, TIMED_OUT or STOPPED
     * @param details the result or failure
     */
    record Reply(ParentLink link, OperationStatus status, OperationDetails.ChainedInvokeDetails details)
            implements Outgoing {}
}
