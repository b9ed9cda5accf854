package dev.reprise.schemas.codec;

import static dev.reprise.schemas.codec.Scalars.bytes;
import static dev.reprise.schemas.codec.Scalars.durationOrNull;
import static dev.reprise.schemas.codec.Scalars.millis;
import static dev.reprise.schemas.codec.Scalars.millisOrNull;
import static dev.reprise.schemas.codec.Scalars.payloadOrNull;
import static dev.reprise.schemas.codec.SharedTypes.orNull;

import dev.reprise.core.ExecutionKey;
import dev.reprise.core.history.Happening;
import dev.reprise.schemas.avro.history.CallbackFailed;
import dev.reprise.schemas.avro.history.CallbackStarted;
import dev.reprise.schemas.avro.history.CallbackSucceeded;
import dev.reprise.schemas.avro.history.CallbackTimedOut;
import dev.reprise.schemas.avro.history.ChainedInvokeFailed;
import dev.reprise.schemas.avro.history.ChainedInvokeStarted;
import dev.reprise.schemas.avro.history.ChainedInvokeStopped;
import dev.reprise.schemas.avro.history.ChainedInvokeSucceeded;
import dev.reprise.schemas.avro.history.ChainedInvokeTimedOut;
import dev.reprise.schemas.avro.history.ContextFailed;
import dev.reprise.schemas.avro.history.ContextStarted;
import dev.reprise.schemas.avro.history.ContextSucceeded;
import dev.reprise.schemas.avro.history.Envelope;
import dev.reprise.schemas.avro.history.ExecutionFailed;
import dev.reprise.schemas.avro.history.ExecutionPaused;
import dev.reprise.schemas.avro.history.ExecutionResumed;
import dev.reprise.schemas.avro.history.ExecutionStarted;
import dev.reprise.schemas.avro.history.ExecutionStopped;
import dev.reprise.schemas.avro.history.ExecutionSucceeded;
import dev.reprise.schemas.avro.history.ExecutionTimedOut;
import dev.reprise.schemas.avro.history.InvocationCompleted;
import dev.reprise.schemas.avro.history.StepFailed;
import dev.reprise.schemas.avro.history.StepStarted;
import dev.reprise.schemas.avro.history.StepSucceeded;
import dev.reprise.schemas.avro.history.WaitCancelled;
import dev.reprise.schemas.avro.history.WaitStarted;
import dev.reprise.schemas.avro.history.WaitSucceeded;
import java.time.Duration;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/** What a history event says happened. Each type of it has a schema of its own, with the envelope as first field. */
final class Happenings {
    static final List<Schema> TYPES = List.of(
            ExecutionStarted.getClassSchema(),
            ExecutionSucceeded.getClassSchema(),
            ExecutionFailed.getClassSchema(),
            ExecutionTimedOut.getClassSchema(),
            ExecutionStopped.getClassSchema(),
            ExecutionPaused.getClassSchema(),
            ExecutionResumed.getClassSchema(),
            ContextStarted.getClassSchema(),
            ContextSucceeded.getClassSchema(),
            ContextFailed.getClassSchema(),
            StepStarted.getClassSchema(),
            StepSucceeded.getClassSchema(),
            StepFailed.getClassSchema(),
            WaitStarted.getClassSchema(),
            WaitSucceeded.getClassSchema(),
            WaitCancelled.getClassSchema(),
            CallbackStarted.getClassSchema(),
            CallbackSucceeded.getClassSchema(),
            CallbackFailed.getClassSchema(),
            CallbackTimedOut.getClassSchema(),
            ChainedInvokeStarted.getClassSchema(),
            ChainedInvokeSucceeded.getClassSchema(),
            ChainedInvokeFailed.getClassSchema(),
            ChainedInvokeTimedOut.getClassSchema(),
            ChainedInvokeStopped.getClassSchema(),
            InvocationCompleted.getClassSchema());

    private Happenings() {}

    static SpecificRecordBase toAvro(Envelope envelope, Happening happening) {
        return switch (happening) {
            case Happening.ExecutionStarted h -> new ExecutionStarted(envelope, bytes(h.input()), millis(h.timeout()));
            case Happening.ExecutionSucceeded h -> new ExecutionSucceeded(envelope, bytes(h.result()));
            case Happening.ExecutionFailed h -> new ExecutionFailed(envelope, SharedTypes.toAvro(h.failure()));
            case Happening.ExecutionTimedOut h -> new ExecutionTimedOut(envelope, SharedTypes.toAvro(h.failure()));
            case Happening.ExecutionStopped h -> new ExecutionStopped(envelope, SharedTypes.toAvro(h.failure()));
            case Happening.ExecutionPaused h ->
                new ExecutionPaused(envelope, h.requestedAt(), h.timeoutPaused(), h.reason());
            case Happening.ExecutionResumed h -> new ExecutionResumed(envelope, h.requestedAt(), h.reason());
            case Happening.ContextStarted h -> new ContextStarted(envelope);
            case Happening.ContextSucceeded h -> new ContextSucceeded(envelope, bytes(h.result()));
            case Happening.ContextFailed h -> new ContextFailed(envelope, SharedTypes.toAvro(h.failure()));
            case Happening.StepStarted h -> new StepStarted(envelope);
            case Happening.StepSucceeded h -> stepSucceeded(envelope, h);
            case Happening.StepFailed h -> stepFailed(envelope, h);
            case Happening.WaitStarted h -> new WaitStarted(envelope, millis(h.duration()), h.scheduledEnd());
            case Happening.WaitSucceeded h -> new WaitSucceeded(envelope, millis(h.duration()));
            case Happening.WaitCancelled h -> new WaitCancelled(envelope);
            case Happening.CallbackStarted h ->
                new CallbackStarted(
                        envelope, h.callbackId(), millisOrNull(h.timeout()), millisOrNull(h.heartbeatTimeout()));
            case Happening.CallbackSucceeded h -> new CallbackSucceeded(envelope, bytes(h.result()));
            case Happening.CallbackFailed h -> new CallbackFailed(envelope, SharedTypes.toAvro(h.failure()));
            case Happening.CallbackTimedOut h -> new CallbackTimedOut(envelope, SharedTypes.toAvro(h.failure()));
            case Happening.ChainedInvokeStarted h ->
                new ChainedInvokeStarted(
                        envelope,
                        h.function(),
                        h.version(),
                        h.child() == null ? null : h.child().function(),
                        h.child() == null ? null : h.child().name(),
                        h.tenant(),
                        bytes(h.input()));
            case Happening.ChainedInvokeSucceeded h -> new ChainedInvokeSucceeded(envelope, bytes(h.result()));
            case Happening.ChainedInvokeFailed h -> new ChainedInvokeFailed(envelope, SharedTypes.toAvro(h.failure()));
            case Happening.ChainedInvokeTimedOut h ->
                new ChainedInvokeTimedOut(envelope, SharedTypes.toAvro(h.failure()));
            case Happening.ChainedInvokeStopped h ->
                new ChainedInvokeStopped(envelope, SharedTypes.toAvro(h.failure()));
            case Happening.InvocationCompleted h ->
                new InvocationCompleted(
                        envelope, h.startedAt(), h.endedAt(), h.requestId(), SharedTypes.toAvro(h.failure()));
        };
    }

    static Happening fromAvro(SpecificRecordBase record) {
        return switch (record) {
            case ExecutionStarted r ->
                new Happening.ExecutionStarted(payloadOrNull(r.getInput()), Duration.ofMillis(r.getTimeoutMillis()));
            case ExecutionSucceeded r -> new Happening.ExecutionSucceeded(payloadOrNull(r.getResult()));
            case ExecutionFailed r -> new Happening.ExecutionFailed(SharedTypes.fromAvro(r.getFailure()));
            case ExecutionTimedOut r -> new Happening.ExecutionTimedOut(SharedTypes.fromAvro(r.getFailure()));
            case ExecutionStopped r -> new Happening.ExecutionStopped(SharedTypes.fromAvro(r.getFailure()));
            case ExecutionPaused r ->
                new Happening.ExecutionPaused(r.getRequestedAt(), r.getTimeoutPaused(), r.getReason());
            case ExecutionResumed r -> new Happening.ExecutionResumed(r.getRequestedAt(), r.getReason());
            case ContextStarted r -> new Happening.ContextStarted();
            case ContextSucceeded r -> new Happening.ContextSucceeded(payloadOrNull(r.getResult()));
            case ContextFailed r -> new Happening.ContextFailed(SharedTypes.fromAvro(r.getFailure()));
            case StepStarted r -> new Happening.StepStarted();
            case StepSucceeded r ->
                new Happening.StepSucceeded(
                        payloadOrNull(r.getResult()),
                        retry(r.getAttempt(), r.getNextDelayMillis()),
                        durationOrNull(r.getElapsedMillis()));
            case StepFailed r ->
                new Happening.StepFailed(
                        SharedTypes.fromAvro(r.getFailure()),
                        retry(r.getAttempt(), r.getNextDelayMillis()),
                        durationOrNull(r.getElapsedMillis()));
            case WaitStarted r ->
                new Happening.WaitStarted(Duration.ofMillis(r.getDurationMillis()), r.getScheduledEnd());
            case WaitSucceeded r -> new Happening.WaitSucceeded(Duration.ofMillis(r.getDurationMillis()));
            case WaitCancelled r -> new Happening.WaitCancelled();
            case CallbackStarted r ->
                new Happening.CallbackStarted(
                        r.getCallbackId(),
                        durationOrNull(r.getTimeoutMillis()),
                        durationOrNull(r.getHeartbeatTimeoutMillis()));
            case CallbackSucceeded r -> new Happening.CallbackSucceeded(payloadOrNull(r.getResult()));
            case CallbackFailed r -> new Happening.CallbackFailed(SharedTypes.fromAvro(r.getFailure()));
            case CallbackTimedOut r -> new Happening.CallbackTimedOut(SharedTypes.fromAvro(r.getFailure()));
            case ChainedInvokeStarted r ->
                new Happening.ChainedInvokeStarted(
                        r.getCalledFunction(),
                        r.getCalledVersion(),
                        child(r.getChildFunction(), r.getChildName()),
                        r.getTenant(),
                        payloadOrNull(r.getInput()));
            case ChainedInvokeSucceeded r -> new Happening.ChainedInvokeSucceeded(payloadOrNull(r.getResult()));
            case ChainedInvokeFailed r -> new Happening.ChainedInvokeFailed(SharedTypes.fromAvro(r.getFailure()));
            case ChainedInvokeTimedOut r -> new Happening.ChainedInvokeTimedOut(SharedTypes.fromAvro(r.getFailure()));
            case ChainedInvokeStopped r -> new Happening.ChainedInvokeStopped(SharedTypes.fromAvro(r.getFailure()));
            case InvocationCompleted r ->
                new Happening.InvocationCompleted(
                        r.getStartedAt(), r.getEndedAt(), r.getRequestId(), orNull(r.getFailure()));
            default -> throw SharedTypes.unmapped(record);
        };
    }

    private static @Nullable ExecutionKey child(@Nullable String function, @Nullable String name) {
        return function == null || name == null ? null : new ExecutionKey(function, name);
    }

    private static StepSucceeded stepSucceeded(Envelope envelope, Happening.StepSucceeded happening) {
        return new StepSucceeded(
                envelope,
                bytes(happening.result()),
                happening.retry().attempt(),
                millisOrNull(happening.retry().nextDelay()),
                millisOrNull(happening.elapsed()));
    }

    private static StepFailed stepFailed(Envelope envelope, Happening.StepFailed happening) {
        return new StepFailed(
                envelope,
                SharedTypes.toAvro(happening.failure()),
                happening.retry().attempt(),
                millisOrNull(happening.retry().nextDelay()),
                millisOrNull(happening.elapsed()));
    }

    private static Happening.Retry retry(int attempt, @Nullable Long nextDelayMillis) {
        return new Happening.Retry(attempt, durationOrNull(nextDelayMillis));
    }
}
