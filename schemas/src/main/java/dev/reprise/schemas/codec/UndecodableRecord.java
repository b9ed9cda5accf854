package dev.reprise.schemas.codec;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Bytes that are not what they were read as. The message says what was expected, what was found and where to look. */
public sealed class UndecodableRecord extends RuntimeException permits UnknownSchema {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN_BYTES = 16;

    UndecodableRecord(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static UndecodableRecord notSingleObject(String what, byte[] found) {
        return new UndecodableRecord(
                "Expected %s in Avro's single-object encoding (C3 01, 8 bytes of fingerprint, body), but found %s. Was it written by something other than Reprise? See schemas/README.md"
                        .formatted(what, describe(found)),
                null);
    }

    static UndecodableRecord damaged(String what, byte[] found, Throwable cause) {
        return new UndecodableRecord(
                "Expected %s, but found %s whose content is damaged: %s. See schemas/README.md"
                        .formatted(what, describe(found), cause.getMessage()),
                cause);
    }

    private static String describe(byte[] found) {
        if (found.length == 0) {
            return "no bytes";
        }
        var shown = HexFormat.ofDelimiter(" ").formatHex(found, 0, Math.min(found.length, SHOWN_BYTES));
        return "%d bytes (%s%s)".formatted(found.length, shown, found.length > SHOWN_BYTES ? " …" : "");
    }
}
