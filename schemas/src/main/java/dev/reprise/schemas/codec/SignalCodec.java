package dev.reprise.schemas.codec;

import dev.reprise.core.Payload;
import dev.reprise.schemas.avro.signals.Signal;
import dev.reprise.schemas.codec.MalformedSignal.Reason;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/**
 * The records of the signals topic, which anybody may write. The value is a {@code Signal} in Avro's single-object encoding
 * or a JSON object with the same fields, whose {@code payload} may be any JSON. Headers take the place of fields. Where they
 * say all of it (execution and signal, or the callback), the whole value is the payload, as is.
 */
public final class SignalCodec {
    /** Header: the execution, by id or as {@code function/name}. */
    public static final String EXECUTION_HEADER = "reprise-execution";

    /** Header: the signal's name. */
    public static final String SIGNAL_HEADER = "reprise-signal";

    /** Header: the signal's own identity, by which a repeated one is recognised. */
    public static final String ID_HEADER = "reprise-id";

    /** Header: the callback that is answered. */
    public static final String CALLBACK_ID_HEADER = "reprise-callback-id";

    /** The largest payload, in bytes. */
    public static final int MAX_PAYLOAD_BYTES = 256 * 1024;

    private static final SingleObject FORMAT = new SingleObject("a signal", List.of(Signal.getClassSchema()));

    private SignalCodec() {}

    /**
     * Reads a record of the signals topic.
     *
     * @param value the record's value, null where it has none
     * @param headers the record's headers as text, the last one of each name; others than ours are ignored
     * @throws MalformedSignal when it asks for nothing we could do
     */
    public static IncomingSignal decode(byte @Nullable [] value, Map<String, String> headers) {
        var said = SignalFields.ofHeaders(headers);
        var fields = said.isComplete()
                ? said.withPayload(payload(value))
                : envelope(value).overriddenBy(said);
        return fields.check();
    }

    /** Whether headers say all there is to say, so that the whole value is the payload. */
    public static boolean isSaidBy(Map<String, String> headers) {
        return SignalFields.ofHeaders(headers).isComplete();
    }

    private static Payload payload(byte @Nullable [] value) {
        return value == null ? Payload.EMPTY : Payload.ofUtf8(value);
    }

    private static SignalFields envelope(byte @Nullable [] value) {
        if (value == null) {
            throw new MalformedSignal(
                    Reason.NO_VALUE, "Expected a signal in Avro or JSON, but found a record without a value");
        }
        return SingleObject.isMarked(value) ? avro(value) : SignalJson.parse(value);
    }

    private static SignalFields avro(byte[] value) {
        try {
            return FORMAT.decode(value, SignalCodec::fromAvro);
        } catch (UnknownSchema unknown) {
            throw new MalformedSignal(Reason.UNKNOWN_SCHEMA, unknown);
        } catch (UndecodableRecord damaged) {
            throw new MalformedSignal(Reason.INVALID_AVRO, damaged);
        }
    }

    private static SignalFields fromAvro(SpecificRecordBase record) {
        var signal = (Signal) record;
        return new SignalFields(
                signal.getExecution(),
                signal.getSignal(),
                signal.getSignalId(),
                signal.getCallbackId(),
                Scalars.payload(signal.getPayload()));
    }
}
