package dev.reprise.gateway.dispatch;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.Failure;
import dev.reprise.core.Payload;
import dev.reprise.core.fold.Verdict;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.operation.InvokeTarget;
import dev.reprise.core.operation.OperationStatus;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.Outgoing;
import dev.reprise.core.state.OutgoingId;
import dev.reprise.core.state.ParentLink;
import dev.reprise.gateway.application.Caller;
import dev.reprise.gateway.application.FunctionRegistry;
import dev.reprise.gateway.application.InputDigest;
import dev.reprise.gateway.application.QuarantinedExecution;
import dev.reprise.gateway.application.RegisteredFunction;
import dev.reprise.gateway.application.Verdicts;
import dev.reprise.gateway.tracing.Tracing;
import dev.reprise.streams.Journal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers messages between partitions, each at least once, and says in the sender's partition that it is done. A message
 * that is delivered twice does no harm: the child execution of a chained invoke has an id that follows from it, and an
 * invoke that has ended is not ended again. Only a plain function may then be called twice.
 */
public final class Deliveries {
    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    /** Each try is a record in the journal. */
    private static final Duration QUARANTINE_PAUSE = Duration.ofMinutes(1);

    private final Journal journal;
    private final FunctionRegistry functions;
    private final CalledFunctions called;
    private final Patience patience;
    private final Tracing tracing;

    Deliveries(
            Journal journal, FunctionRegistry functions, CalledFunctions called, Patience patience, Tracing tracing) {
        this.journal = journal;
        this.functions = functions;
        this.called = called;
        this.patience = patience;
        this.tracing = tracing;
    }

    /** Begins a delivery. Returns at once. */
    void deliver(int partition, OutgoingId id, Outgoing message) {
        Thread.ofVirtual()
                .name("deliver-%d-%d-%d".formatted(partition, id.offset(), id.index()))
                .start(() -> {
                    try {
                        carryOut(message);
                        insist(
                                "record a delivery in partition " + partition,
                                () -> journal.submit(partition, new JournalRecord.OutboxDelivered(List.of(id))));
                    } catch (Patience.Stopped | InterruptedException stopped) {
                        LOG.debug("Delivery {} of partition {} is left to the next owner", id, partition);
                    } catch (RuntimeException e) {
                        LOG.error(
                                "Delivery {} of partition {} was lost for a reason that nobody foresaw",
                                id,
                                partition,
                                e);
                    }
                });
    }

    private void carryOut(Outgoing message) throws InterruptedException {
        switch (message) {
            case Outgoing.Call call -> {
                switch (call.target()) {
                    case InvokeTarget.Durable target -> startChild(call, target);
                    case InvokeTarget.Plain target -> callPlain(call, target);
                    case InvokeTarget.Unresolvable target ->
                        complete(call.link(), OperationStatus.FAILED, null, target.reason());
                }
            }
            case Outgoing.Reply reply ->
                complete(
                        reply.link(),
                        reply.status(),
                        reply.details().result(),
                        reply.details().failure());
        }
    }

    private void startChild(Outgoing.Call call, InvokeTarget.Durable target) {
        var key = call.link().childKey(target.name());
        var traceParent = traceParent(call);
        var verdict = insist("start execution " + key, () -> {
            var record = new JournalRecord.ExecutionStartRequested(
                    new ExecutionId(journal.partitionOf(key), call.link().childId()),
                    key,
                    target.version(),
                    target.terms(),
                    call.input(),
                    InputDigest.of(call.input()),
                    call.link(),
                    traceParent,
                    call.tenant());
            return journal.submit(record);
        });
        if (verdict instanceof Verdict.NameTaken taken) {
            complete(
                    call.link(),
                    OperationStatus.FAILED,
                    null,
                    Failure.of(
                            "ChainedInvoke.FailedToStart",
                            "Expected the name %s to be free, but execution %s has it"
                                    .formatted(key, taken.execution())));
        }
    }

    private void callPlain(Outgoing.Call call, InvokeTarget.Plain target) throws InterruptedException {
        var function = patience.insist(
                        "find function " + target.name(),
                        () -> new Found(functions.find(target.name(), target.version())))
                .function();
        var result = function == null
                ? CalledFunctions.Result.failed("ResourceNotFoundException", "Function not found: " + target.function())
                : called.call(function, call.input(), new Caller(traceParent(call), call.tenant()));
        complete(call.link(), result.status(), result.result(), result.failure());
    }

    /** What is called is below the execution that calls. */
    private @Nullable String traceParent(Outgoing.Call call) {
        if (!tracing.isOn()) {
            return call.traceParent();
        }
        var id = call.link().execution();
        return patience.insist("read execution " + id, () -> new Parent(call, journal.execution(id)))
                .traceParent(tracing);
    }

    private record Parent(Outgoing.Call call, @Nullable Execution header) {
        @Nullable
        String traceParent(Tracing tracing) {
            return header == null ? call.traceParent() : tracing.calledBy(header);
        }
    }

    private record Found(@Nullable RegisteredFunction function) {}

    private void complete(
            ParentLink link, OperationStatus status, @Nullable Payload result, @Nullable Failure failure) {
        var record =
                new JournalRecord.ChainedInvokeCompleted(link.execution(), link.operation(), status, result, failure);
        insist("tell execution %s of a chained invoke".formatted(link.execution()), () -> journal.submit(record));
    }

    private Verdict insist(
            String what, java.util.function.Supplier<java.util.concurrent.CompletableFuture<Verdict>> submission) {
        while (true) {
            try {
                return patience.insist(what, () -> Verdicts.await(submission.get()));
            } catch (QuarantinedExecution quarantined) {
                LOG.warn("Cannot {} until it is released. Trying again in {}", what, QUARANTINE_PAUSE);
                patience.rest(QUARANTINE_PAUSE);
            }
        }
    }
}
