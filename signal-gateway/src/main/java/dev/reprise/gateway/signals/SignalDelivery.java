package dev.reprise.gateway.signals;

import dev.reprise.core.fold.Verdict.SignalRefused;
import dev.reprise.core.fold.Verdict.SignalRepeated;
import dev.reprise.core.journal.JournalRecord.SignalReceived;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what may be a signal into the journal, or puts it aside with the reason: the one place where that is decided,
 * whichever way a message came. Thread-safe; blocks, so meant for virtual threads.
 */
public final class SignalDelivery implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SignalDelivery.class);

    /** Messages that go nowhere have a lane of their own. */
    private static final int NOWHERE = -1;

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

        int journalPartition();

        record ForExecution(SignalMessage message, int journalPartition, SignalReceived signal) implements Letter {}

        record ForCallback(SignalMessage message, IncomingSignal.ForCallback answer) implements Letter {
            @Override
            public int journalPartition() {
                return NOWHERE; // there is only one answer to a callback, so that no order need be kept
            }
        }

        /** A message to be put aside. */
        record Undeliverable(SignalMessage message, String reason, String detail) implements Letter {
            @Override
            public int journalPartition() {
                return NOWHERE;
            }
        }
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
        return new SignalReceived(signal.target(), signal.name(), id, signal.payload(), message.source());
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
        try {
            return switch (letter) {
                case Letter.ForExecution signal -> submit(signal);
                case Letter.ForCallback callback -> answer(callback);
                case Letter.Undeliverable other -> putAside(other, other.reason(), other.detail());
            };
        } catch (JournalUnavailable e) {
            throw e;
        } catch (QuarantinedExecution e) {
            return putAside(letter, SignalRefused.Reason.EXECUTION_QUARANTINED.name(), String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return putAside(letter, "UNFORESEEN", unforeseen(letter.message(), e));
        }
    }

    private Delivered submit(Letter.ForExecution letter) {
        var verdict = Verdicts.await(journal.submit(letter.signal()));
        metrics.relayed(verdict);
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
