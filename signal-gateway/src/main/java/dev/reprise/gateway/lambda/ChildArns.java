package dev.reprise.gateway.lambda;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.state.ParentLink;
import java.util.function.ToIntFunction;

/**
 * How the executions that chained invokes start are named: their ids follow from the invoke, so nobody needs to be asked.
 *
 * @param arns how executions are named
 * @param partitionOf the journal partition that a key belongs to
 */
record ChildArns(ExecutionArns arns, ToIntFunction<ExecutionKey> partitionOf) {
    String arn(ParentLink link, ExecutionKey child, String version) {
        return arns.arn(child, version, new ExecutionId(partitionOf.applyAsInt(child), link.childId()));
    }
}
