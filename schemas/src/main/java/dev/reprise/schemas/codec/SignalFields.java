package dev.reprise.schemas.codec;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.InvalidValue;
import dev.reprise.core.Payload;
import dev.reprise.core.SignalName;
import dev.reprise.core.journal.JournalRecord.SignalReceived;
import dev.reprise.core.journal.SignalTarget;
import dev.reprise.schemas.codec.MalformedSignal.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What somebody wrote into a signal, not checked yet; the same for headers, Avro and JSON. */
record SignalFields(
        @Nullable String execution,
        @Nullable String signal,
        @Nullable String signalId,
        @Nullable String callbackId,
        Payload payload) {
    private static final int MAX_SIGNAL_ID_LENGTH = 256;
    private static final int MAX_CALLBACK_ID_LENGTH = 1024;

    static SignalFields ofHeaders(Map<String, String> headers) {
        return new SignalFields(
                headers.get(SignalCodec.EXECUTION_HEADER),
                headers.get(SignalCodec.SIGNAL_HEADER),
                headers.get(SignalCodec.ID_HEADER),
                headers.get(SignalCodec.CALLBACK_ID_HEADER),
                Payload.EMPTY);
    }

    /** Whether it is clear from these alone what is to be done, apart from the payload. */
    boolean isComplete() {
        return callbackId != null || (execution != null && signal != null);
    }

    SignalFields withPayload(Payload other) {
        return new SignalFields(execution, signal, signalId, callbackId, other);
    }

    SignalFields overriddenBy(SignalFields other) {
        return new SignalFields(
                other.execution != null ? other.execution : execution,
                other.signal != null ? other.signal : signal,
                other.signalId != null ? other.signalId : signalId,
                callbackId,
                payload);
    }

    IncomingSignal check() {
        checkPayload();
        if (callbackId == null) {
            return new IncomingSignal.ForExecution(
                    new SignalReceived(target(), name(), checkedSignalId(), payload, null));
        }
        if (execution != null || signal != null || signalId != null) {
            throw new MalformedSignal(
                    Reason.AMBIGUOUS,
                    "Expected a signal for an execution or the result of a callback, but found both a callback id and fields of a signal");
        }
        requirePrintable(Reason.INVALID_CALLBACK_ID, "a callback id", callbackId, MAX_CALLBACK_ID_LENGTH);
        return new IncomingSignal.ForCallback(callbackId, payload);
    }

    private void checkPayload() {
        if (payload.size() > SignalCodec.MAX_PAYLOAD_BYTES) {
            throw new MalformedSignal(
                    Reason.PAYLOAD_TOO_LARGE,
                    "Expected a payload of at most %d bytes, but found %d"
                            .formatted(SignalCodec.MAX_PAYLOAD_BYTES, payload.size()));
        }
        decodeUtf8("a payload", payload.utf8());
    }

    private SignalTarget target() {
        if (execution == null) {
            throw new MalformedSignal(
                    Reason.MISSING_EXECUTION,
                    "Expected the execution that the signal is for (an execution id, or function/name), but found none");
        }
        try {
            return execution.indexOf('/') < 0
                    ? new SignalTarget.ById(ExecutionId.parse(execution))
                    : new SignalTarget.ByKey(ExecutionKey.parse(execution));
        } catch (InvalidValue invalid) {
            throw new MalformedSignal(Reason.INVALID_EXECUTION, invalid);
        }
    }

    private SignalName name() {
        if (signal == null) {
            throw new MalformedSignal(Reason.MISSING_SIGNAL, "Expected the name of the signal, but found none");
        }
        try {
            return new SignalName(signal);
        } catch (InvalidValue invalid) {
            throw new MalformedSignal(Reason.INVALID_SIGNAL, invalid);
        }
    }

    private @Nullable String checkedSignalId() {
        if (signalId != null) {
            requirePrintable(Reason.INVALID_SIGNAL_ID, "a signal id", signalId, MAX_SIGNAL_ID_LENGTH);
        }
        return signalId;
    }

    private static void requirePrintable(Reason reason, String what, String value, int maxLength) {
        if (value.isEmpty() || value.length() > maxLength || !value.chars().allMatch(c -> c >= 0x20 && c <= 0x7E)) {
            throw new MalformedSignal(
                    reason,
                    "Expected %s of 1 to %d characters of printable ASCII, but found %d characters beginning with '%s'"
                            .formatted(
                                    what, maxLength, value.length(), value.substring(0, Math.min(80, value.length()))));
        }
    }

    /** The text that bytes stand for, if they stand for any. */
    static String decodeUtf8(String what, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notText) {
            throw new MalformedSignal(
                    Reason.NOT_UTF8, "Expected %s in UTF-8, but found bytes that are not".formatted(what), notText);
        }
    }
}
