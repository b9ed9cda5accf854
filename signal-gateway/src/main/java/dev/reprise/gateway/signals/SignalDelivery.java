package dev.reprise.gateway.signals;

import dev.reprise.core.fold.Verdict;
import dev.reprise.core.fold.Verdict.SignalRefused;
import dev.reprise.core.fold.Verdict.SignalRepeated;
import dev.reprise.core.fold.Verdict.SignalTooEarly;
import dev.reprise.core.journal.JournalRecord.SignalReceived;
import dev.reprise.core.journal.SignalSource;
import dev.reprise.core.journal.SignalTarget;
import dev.reprise.gateway.application.CompleteCallback;
import dev.reprise.gateway.application.CompleteCallback.Outcome;
import dev.reprise.gateway.application.QuarantinedExecution;
import dev.reprise.gateway.application.Verdicts;
import dev.reprise.gateway.metrics.GatewayMetrics;
import dev.reprise.schemas.codec.IncomingSignal;
import dev.reprise.schemas.codec.MalformedSignal;
import dev.reprise.schemas.codec.SignalCodec;
import dev.reprise.streams.Journal;
import dev.reprise.streams.JournalUnavailable;
import dev.reprise.streams.Topics;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what may be a signal into the journal, or puts it aside with the reason: the one place where that is decided,
 * whichever way a message came. Thread-safe; blocks, so meant for virtual threads.
 */
public final class SignalDelivery implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SignalDelivery.class);

    /** An event of EventBridge in a notification of SNS, in a queue. */
    private static final int MOST_ENVELOPES = 3;

    private final Journal journal;
    private final CompleteCallback callbacks;
    private final DeadLetters deadLetters;
    private final GatewayMetrics metrics;

    private SignalDelivery(
            Journal journal, CompleteCallback callbacks, DeadLetters deadLetters, GatewayMetrics metrics) {
        this.journal = journal;
        this.callbacks = callbacks;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
    }

    /**
     * Begins. Returns at once: Kafka may still be down.
     *
     * @param kafka how to reach Kafka: the bootstrap servers, and security if any
     */
    public static SignalDelivery open(
            Topics topics, Map<String, ?> kafka, Journal journal, CompleteCallback callbacks, GatewayMetrics metrics) {
        var deadLetters = new DeadLetters(topics.signalsDeadLetters(), kafka, metrics);
        return new SignalDelivery(journal, callbacks, deadLetters, metrics);
    }

    /** What became of a message. Either way it is done with. */
    public sealed interface Delivered {
        /**
         * It is recorded.
         *
         * @param repeated whether it was before, so that it had no effect this time
         */
        record TakenIn(boolean repeated) implements Delivered {}

        /**
         * It is among the dead letters.
         *
         * @param reason a word, for programs
         * @param detail what was expected and what was found
         */
        record PutAside(String reason, String detail) implements Delivered {}
    }

    /** A message, and what it asks for. */
    sealed interface Letter {
        SignalMessage message();

        record ForExecution(SignalMessage message, int journalPartition, SignalReceived signal) implements Letter {
            /** The same, to be taken in after another record of its source that may still be on its way. */
            ForExecution after(ForExecution other) {
                var from = source();
                var source = new SignalSource(
                        from.topic(),
                        from.partition(),
                        from.offset(),
                        other.source().offset());
                return new ForExecution(message, journalPartition, restated(signal, signal.signalId(), source));
            }

            private SignalSource source() {
                return Objects.requireNonNull(signal.source(), "only a record of the topic comes after another");
            }
        }

        record ForCallback(SignalMessage message, IncomingSignal.ForCallback answer) implements Letter {}

        /** A message to be put aside. */
        record Undeliverable(SignalMessage message, String reason, String detail) implements Letter {}
    }

    /**
     * Takes a message that came in another way than by the signals topic. Blocks until the journal has judged it.
     *
     * @throws JournalUnavailable when it is to be delivered again
     */
    public Delivered take(SignalMessage message) {
        return deliver(read(message));
    }

    /** Finds out what a message asks for, and of whom. */
    Letter read(SignalMessage message) {
        try {
            var opened = opened(message);
            return switch (SignalCodec.decode(opened.value(), opened.texts())) {
                case IncomingSignal.ForExecution incoming -> addressed(message, identified(incoming.signal(), opened));
                case IncomingSignal.ForCallback answer -> new Letter.ForCallback(message, answer);
            };
        } catch (MalformedSignal e) {
            return new Letter.Undeliverable(message, e.reason().name(), String.valueOf(e.getMessage()));
        } catch (JournalUnavailable e) {
            throw e;
        } catch (RuntimeException e) {
            return new Letter.Undeliverable(message, "UNFORESEEN", unforeseen(message, e));
        }
    }

    /**
     * What is inside the envelopes that AWS has put around a message. Nobody puts any around a record of the topic, or around
     * what is the payload as it is.
     */
    private static SignalMessage opened(SignalMessage message) {
        var opened = message;
        for (int i = 0; i < MOST_ENVELOPES && message.source() == null; i++) {
            var envelope = SignalCodec.isSaidBy(opened.texts()) ? null : Envelope.of(opened.value());
            if (envelope == null) {
                break;
            }
            var texts = opened.texts();
            texts.putAll(envelope.headers());
            opened = SignalMessage.from(message.place(), envelope.id(), envelope.value(), texts);
        }
        return opened;
    }

    /** A signal with its identity: the one that it names, or else that of the message it came in. */
    private static SignalReceived identified(SignalReceived signal, SignalMessage message) {
        var id = signal.signalId() != null ? signal.signalId() : message.id();
        return restated(signal, id, message.source());
    }

    private static SignalReceived restated(SignalReceived signal, @Nullable String id, @Nullable SignalSource source) {
        return new SignalReceived(signal.target(), signal.name(), id, signal.payload(), source);
    }

    private Letter addressed(SignalMessage message, SignalReceived signal) {
        return switch (signal.target()) {
            case SignalTarget.ById byId ->
                journal.execution(byId.execution()) == null
                        // perhaps of a partition that there is not, where no verdict would ever come from
                        ? new Letter.Undeliverable(
                                message,
                                "UNKNOWN_EXECUTION",
                                "Expected an execution, but found none with the id " + byId.execution())
                        : new Letter.ForExecution(message, byId.execution().partition(), signal);
            case SignalTarget.ByKey byKey -> new Letter.ForExecution(message, journal.partitionOf(byKey.key()), signal);
        };
    }

    /**
     * Takes a message in. Blocks until the journal has judged it.
     *
     * @throws JournalUnavailable when it is to be tried again
     */
    Delivered deliver(Letter letter) {
        return switch (letter) {
            case Letter.ForExecution signal ->
                done(signal, () -> concluded(signal, Verdicts.await(journal.submit(signal.signal()))));
            case Letter.ForCallback callback -> done(callback, () -> answer(callback));
            case Letter.Undeliverable other -> putAside(other, other.reason(), other.detail());
        };
    }

    /** Begins to take a signal in: what {@link #delivered} goes on with. Throws nothing. */
    CompletableFuture<Verdict> submit(Letter.ForExecution letter) {
        try {
            return journal.submit(letter.signal());
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e); // whoever delivers it alone will find out what is wrong with it
        }
    }

    /**
     * What became of a signal. Blocks until the journal has judged it.
     *
     * @throws JournalUnavailable when it is to be tried again
     */
    Delivered delivered(Letter.ForExecution letter, CompletableFuture<Verdict> submitted) {
        return done(letter, () -> concluded(letter, Verdicts.await(submitted)));
    }

    /** Whether signals for a partition arrive there in the order in which they are sent from here. */
    boolean keepsOrder(int journalPartition) {
        return journal.isOwner(journalPartition);
    }

    private Delivered done(Letter letter, Supplier<Delivered> attempt) {
        try {
            return attempt.get();
        } catch (JournalUnavailable e) {
            throw e;
        } catch (QuarantinedExecution e) {
            return putAside(letter, SignalRefused.Reason.EXECUTION_QUARANTINED.name(), String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return putAside(letter, "UNFORESEEN", unforeseen(letter.message(), e));
        }
    }

    private Delivered concluded(Letter.ForExecution letter, Verdict verdict) {
        metrics.relayed(verdict);
        if (verdict instanceof SignalTooEarly) {
            throw new JournalUnavailable("Expected to have taken in what comes before %s, but that failed or is late"
                    .formatted(letter.message().place()));
        }
        if (!(verdict instanceof SignalRefused refused)) {
            return new Delivered.TakenIn(verdict instanceof SignalRepeated);
        }
        var reason = refused.reason().name();
        var detail = "Expected an execution that takes the signal, but the journal refused it: " + reason;
        // A record of the topic that is refused the journal puts aside itself, together with its verdict.
        return letter.message().source() == null
                ? putAside(letter, reason, detail)
                : new Delivered.PutAside(reason, detail);
    }

    private Delivered answer(Letter.ForCallback letter) {
        var answer = letter.answer();
        var result = answer.result().size() == 0 ? null : answer.result();
        var outcome = callbacks.succeed(answer.callbackId(), result);
        metrics.relayed(outcome);
        return switch (outcome) {
            case Outcome.Accepted ignored -> new Delivered.TakenIn(false);
            case Outcome.Closed ignored
            when callbacks.isAnsweredWith(answer.callbackId(), result) ->
                new Delivered.TakenIn(true); // this very message, delivered again
            case Outcome.Closed ignored ->
                putAside(
                        letter,
                        "CALLBACK_CLOSED",
                        "The callback was answered or timed out before, or its execution has ended");
            case Outcome.Invalid ignored ->
                putAside(letter, "INVALID_CALLBACK_ID", "The callback's id was changed or made up");
            case Outcome.Gone ignored ->
                putAside(letter, "CALLBACK_GONE", "The callback's execution was purged after its retention");
            case Outcome.PayloadTooLarge large ->
                putAside(
                        letter,
                        "PAYLOAD_TOO_LARGE",
                        "Expected at most %d bytes, but found %d".formatted(large.maxBytes(), large.bytes()));
        };
    }

    private Delivered putAside(Letter letter, String reason, String detail) {
        deadLetters.put(letter.message(), reason, detail);
        return new Delivered.PutAside(reason, detail);
    }

    private static String unforeseen(SignalMessage message, RuntimeException e) {
        LOG.error("The signal at {} is put aside for a reason that nobody foresaw", message.place(), e);
        return String.valueOf(e);
    }

    @Override
    public void close() {
        deadLetters.close();
    }
}
