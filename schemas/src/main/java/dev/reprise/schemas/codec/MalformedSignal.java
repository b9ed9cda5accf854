package dev.reprise.schemas.codec;

import org.jspecify.annotations.Nullable;

/** A record of the signals topic that asks for nothing we could do. The message says what was expected and what was found. */
public final class MalformedSignal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    MalformedSignal(Reason reason, String message) {
        this(reason, message, null);
    }

    MalformedSignal(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** A mistake that was found, and described, further down. */
    MalformedSignal(Reason reason, RuntimeException cause) {
        super(cause.getMessage(), cause);
        this.reason = reason;
    }

    /** The kind of mistake. The names are public: they stand in the headers of dead letters. */
    public enum Reason {
        /** The record has no value, and its headers do not say everything. */
        NO_VALUE,
        /** The value is marked as Avro but is damaged, or of another schema. */
        INVALID_AVRO,
        /** The value is of an Avro schema that this release does not know. */
        UNKNOWN_SCHEMA,
        /** The value is not marked as Avro and is no JSON object either. */
        INVALID_JSON,
        /** The JSON object has a field that means nothing here, perhaps by a slip of the pen. */
        UNKNOWN_FIELD,
        /** A field that must be text is something else. */
        WRONG_TYPE,
        /** The value or payload is not UTF-8. */
        NOT_UTF8,
        /** It answers a callback and signals an execution at once. */
        AMBIGUOUS,
        /** It does not say which execution. */
        MISSING_EXECUTION,
        /** It names the execution by something that is neither an id nor {@code function/name}. */
        INVALID_EXECUTION,
        /** It does not say which signal. */
        MISSING_SIGNAL,
        /** The signal's name is too long or has forbidden characters. */
        INVALID_SIGNAL,
        /** The signal's id is too long or has forbidden characters. */
        INVALID_SIGNAL_ID,
        /** The callback's id is too long or has forbidden characters. */
        INVALID_CALLBACK_ID,
        /** The payload exceeds 256 KiB. */
        PAYLOAD_TOO_LARGE
    }

    /** The kind of mistake. */
    public Reason reason() {
        return reason;
    }
}
