package dev.reprise.streams;

import dev.reprise.core.state.RowEncoding;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** A partition's rows as they are stored, wherever that is. */
interface EncodedRows {
    /** The value of a row, or null when there is none. */
    byte @Nullable [] get(byte[] key);

    /**
     * Visits rows until the visitor has had enough.
     *
     * @param reversed whether the last row comes first
     * @param visitor gets each row's key and value, and returns whether to go on
     */
    void scan(RowEncoding.Bounds bounds, boolean reversed, BiPredicate<byte[], byte[]> visitor);
}
