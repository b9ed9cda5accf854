package dev.reprise.workflow.engine;

import dev.reprise.core.Failure;
import dev.reprise.core.InvalidValue;
import dev.reprise.core.Payload;
import dev.reprise.core.operation.Operation;
import dev.reprise.core.operation.OperationDetails.CallbackDetails;
import dev.reprise.core.operation.OperationDetails.WaitDetails;
import dev.reprise.core.operation.OperationRef;
import dev.reprise.core.operation.OperationStatus;
import dev.reprise.core.operation.OperationType;
import dev.reprise.core.operation.OperationUpdate;
import dev.reprise.workflow.Callback;
import dev.reprise.workflow.CallbackException;
import dev.reprise.workflow.CallbackOptions;
import dev.reprise.workflow.RuntimeOptions;
import dev.reprise.workflow.Signal;
import dev.reprise.workflow.SignalTimeoutException;
import dev.reprise.workflow.TypeRef;
import dev.reprise.workflow.WaitOptions;
import dev.reprise.workflow.protocol.ProtocolLimits;
import dev.reprise.workflow.spi.CheckpointUnavailable;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Waits: sleeps, signals and callbacks. Each is recorded with one checkpoint when it begins. */
final class Waits {
    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(ProtocolLimits.WAIT_SECONDS);
    private static final Duration SHORTEST_SLEEP = Duration.ofMillis(1);

    private final Course course;
    private final Progress progress;
    private final InPlace inPlace;
    private final Values values;
    private final RuntimeOptions options;

    Waits(Course course, Progress progress, InPlace inPlace, Values values, RuntimeOptions options) {
        this.course = course;
        this.progress = progress;
        this.inPlace = inPlace;
        this.values = values;
        this.options = options;
    }

    void sleep(String name, Duration duration) {
        if (!duration.isPositive()) {
            return;
        }
        if (duration.compareTo(LONGEST_SLEEP) > 0) {
            throw course.crash(new InvalidValue(
                    "Expected a sleep of at most 366 days, but '%s' is to take %s".formatted(name, duration)));
        }
        var ref = progress.next(name, "Wait");
        var wait = progress.reach(ref, OperationType.WAIT);
        var delay = duration.compareTo(SHORTEST_SLEEP) < 0 ? SHORTEST_SLEEP : duration;
        if (wait == null) {
            wait = progress.checkpoint(new OperationUpdate.StartWait(ref, delay));
        } else if (!wait.status().isTerminal()) {
            delay = inPlace.until(((WaitDetails) wait.details()).scheduledEnd());
        }
        progress.pass(
                wait.status().isTerminal()
                        ? wait
                        : inPlace.await(wait, delay, now -> now.status().isTerminal()));
    }

    Signal signal(String name, WaitOptions wanted) {
        var ref = progress.nextRepeatable(name, Operation.SIGNAL);
        var wait = reachCallback(ref, wanted.timeout(), null);
        var ended = progress.ended(wait);
        return switch (ended.status()) {
            case SUCCEEDED -> new ReceivedSignal(name, details(ended).result(), false, values);
            case TIMED_OUT -> timedOut(name, wanted);
            default -> throw failed(name, ended);
        };
    }

    private Signal timedOut(String name, WaitOptions wanted) {
        if (wanted.outcome() == null) {
            throw new SignalTimeoutException(name);
        }
        return new ReceivedSignal(name, values.write(wanted.outcome()), true, values);
    }

    Callback callback(String name, CallbackOptions wanted) {
        var ref = progress.next(name, "Callback");
        var callback = reachCallback(ref, wanted.timeout(), wanted.heartbeat());
        var id = details(callback).callbackId();
        if (id == null) {
            throw course.crash(new CheckpointUnavailable(
                    "Expected the service to give callback '%s' an id, but it did not".formatted(name), null));
        }
        return new OpenCallback(name, callback, id);
    }

    private Operation reachCallback(OperationRef ref, @Nullable Duration timeout, @Nullable Duration heartbeat) {
        var recorded = progress.reach(ref, OperationType.CALLBACK);
        return recorded != null
                ? recorded
                : progress.checkpoint(new OperationUpdate.StartCallback(ref, null, timeout, heartbeat));
    }

    private static CallbackException failed(String name, Operation ended) {
        return new CallbackException(
                name,
                ended.status() == OperationStatus.TIMED_OUT,
                Objects.requireNonNullElse(details(ended).failure(), Failure.UNKNOWN));
    }

    private static CallbackDetails details(Operation callback) {
        return (CallbackDetails) callback.details();
    }

    private final class OpenCallback implements Callback {
        private final String name;
        private final Operation operation;
        private final String id;

        OpenCallback(String name, Operation operation, String id) {
            this.name = name;
            this.operation = operation;
            this.id = id;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public Optional<URI> url() {
            return Optional.ofNullable(options.callbackBase())
                    .map(base -> URI.create(base + "/" + URLEncoder.encode(id, StandardCharsets.UTF_8)));
        }

        @Override
        public <T> T await(TypeRef<T> type) {
            course.requireOn();
            var ended = progress.ended(operation);
            if (ended.status() == OperationStatus.SUCCEEDED) {
                return values.read(details(ended).result(), type.type());
            }
            throw failed(name, ended);
        }
    }

    private record ReceivedSignal(String name, @Nullable Payload payload, boolean timedOut, Values values)
            implements Signal {
        @Override
        public String json() {
            return payload == null ? "null" : payload.text();
        }

        @Override
        public boolean is(String text) {
            return payload != null && (payload.text().equals(text) || Objects.equals(values.write(text), payload));
        }

        @Override
        public <T> T as(TypeRef<T> type) {
            return values.read(payload, type.type());
        }
    }
}
