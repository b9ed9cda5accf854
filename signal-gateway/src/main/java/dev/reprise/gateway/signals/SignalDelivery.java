package dev.reprise.gateway.signals;

import dev.reprise.core.fold.Verdict.SignalRefused;
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
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/** Takes one record of the signals topic into the journal, or puts it aside with the reason. */
final class SignalDelivery {
    /** Records that go nowhere have a lane of their own. */
    private static final int NOWHERE = -1;

    private final Journal journal;
    private final CompleteCallback callbacks;
    private final DeadLetters deadLetters;
    private final GatewayMetrics metrics;

    SignalDelivery(Journal journal, CompleteCallback callbacks, DeadLetters deadLetters, GatewayMetrics metrics) {
        this.journal = journal;
        this.callbacks = callbacks;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
    }

    /** A record, and what it asks for. */
    sealed interface Letter {
        ConsumerRecord<byte[], byte[]> record();

        int journalPartition();

        record ForExecution(ConsumerRecord<byte[], byte[]> record, int journalPartition, SignalReceived signal)
                implements Letter {}

        record ForCallback(ConsumerRecord<byte[], byte[]> record, IncomingSignal.ForCallback answer) implements Letter {
            @Override
            public int journalPartition() {
                return NOWHERE; // there is only one answer to a callback, so that no order need be kept
            }
        }

        /** A record to be put aside. */
        record Undeliverable(ConsumerRecord<byte[], byte[]> record, String reason, String detail) implements Letter {
            @Override
            public int journalPartition() {
                return NOWHERE;
            }
        }
    }

    /** Finds out what a record asks for, and of whom. */
    Letter read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return switch (SignalCodec.decode(record.value(), texts(record.headers()))) {
                case IncomingSignal.ForExecution incoming -> addressed(record, incoming.signal());
                case IncomingSignal.ForCallback answer -> new Letter.ForCallback(record, answer);
            };
        } catch (MalformedSignal e) {
            return new Letter.Undeliverable(record, e.reason().name(), String.valueOf(e.getMessage()));
        } catch (JournalUnavailable e) {
            throw e;
        } catch (RuntimeException e) {
            RelayBatch.logUnforeseen(record, e);
            return new Letter.Undeliverable(record, "UNFORESEEN", String.valueOf(e));
        }
    }

    private Letter addressed(ConsumerRecord<byte[], byte[]> record, SignalReceived signal) {
        var source = new SignalSource(record.topic(), record.partition(), record.offset());
        var sourced = new SignalReceived(signal.target(), signal.name(), signal.signalId(), signal.payload(), source);
        return switch (signal.target()) {
            case SignalTarget.ById byId ->
                journal.execution(byId.execution()) == null
                        // perhaps of a partition that there is not, where no verdict would ever come from
                        ? new Letter.Undeliverable(
                                record,
                                "UNKNOWN_EXECUTION",
                                "Expected an execution, but found none with the id " + byId.execution())
                        : new Letter.ForExecution(record, byId.execution().partition(), sourced);
            case SignalTarget.ByKey byKey -> new Letter.ForExecution(record, journal.partitionOf(byKey.key()), sourced);
        };
    }

    private static Map<String, String> texts(Headers headers) {
        var texts = new HashMap<String, String>();
        for (var header : headers) {
            if (header.value() != null) {
                texts.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return texts;
    }

    /**
     * Takes a record in. Blocks until the journal has judged it.
     *
     * @throws JournalUnavailable when it is to be tried again
     */
    void deliver(Letter letter) {
        try {
            switch (letter) {
                // What the journal refuses it puts aside itself, together with its verdict.
                case Letter.ForExecution signal -> metrics.relayed(Verdicts.await(journal.submit(signal.signal())));
                case Letter.ForCallback callback -> answer(callback);
                case Letter.Undeliverable other -> putAside(other.record(), other.reason(), other.detail());
            }
        } catch (JournalUnavailable e) {
            throw e;
        } catch (QuarantinedExecution e) {
            putAside(letter, SignalRefused.Reason.EXECUTION_QUARANTINED.name(), String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            RelayBatch.logUnforeseen(letter.record(), e);
            putAside(letter.record(), "UNFORESEEN", String.valueOf(e));
        }
    }

    private void answer(Letter.ForCallback letter) {
        var answer = letter.answer();
        var result = answer.result().size() == 0 ? null : answer.result();
        var outcome = callbacks.succeed(answer.callbackId(), result);
        metrics.relayed(outcome);
        switch (outcome) {
            case Outcome.Accepted ignored -> {}
            case Outcome.Closed ignored when callbacks.isAnsweredWith(answer.callbackId(), result) -> {
                // this very record, read again
            }
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
        }
    }

    private void putAside(Letter letter, String reason, String detail) {
        putAside(letter.record(), reason, detail);
    }

    private void putAside(ConsumerRecord<byte[], byte[]> record, String reason, String detail) {
        deadLetters.put(record, reason, detail);
    }
}
