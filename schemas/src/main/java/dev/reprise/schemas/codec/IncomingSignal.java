package dev.reprise.schemas.codec;

import dev.reprise.core.Payload;
import dev.reprise.core.journal.JournalRecord.SignalReceived;

/** What a record of the signals topic asks for. */
public sealed interface IncomingSignal {
    /**
     * A signal for an execution.
     *
     * @param signal as the journal takes it, still without the record it came from
     */
    record ForExecution(SignalReceived signal) implements IncomingSignal {}

    /**
     * The result of a callback.
     *
     * @param callbackId as it was handed out when the callback was made; not checked for authenticity yet
     * @param result the answer, empty for none
     */
    record ForCallback(String callbackId, Payload result) implements IncomingSignal {}
}
