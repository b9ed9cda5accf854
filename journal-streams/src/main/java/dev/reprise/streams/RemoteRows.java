package dev.reprise.streams;

import dev.reprise.core.InvalidValue;
import dev.reprise.core.state.RowEncoding;
import dev.reprise.schemas.peer.PeerAnswer;
import dev.reprise.schemas.peer.PeerRequest;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rows of a partition that another node owns. Blocks, so meant for virtual threads. */
final class RemoteRows implements EncodedRows {
    private static final int ROWS_AT_A_TIME = 200;

    private final int partition;
    private final Function<PeerRequest, PeerAnswer> owner;

    RemoteRows(int partition, Function<PeerRequest, PeerAnswer> owner) {
        this.partition = partition;
        this.owner = owner;
    }

    @Override
    public byte @Nullable [] get(byte[] key) {
        var answer = owner.apply(new PeerRequest.ReadRow(partition, key));
        return ((PeerAnswer.RowRead) answer).value();
    }

    @Override
    public void scan(RowEncoding.Bounds bounds, boolean reversed, BiPredicate<byte[], byte[]> visitor) {
        RowEncoding.@Nullable Bounds rest = bounds;
        while (rest != null) {
            var page = (PeerAnswer.RowsRead)
                    owner.apply(new PeerRequest.ReadRows(partition, rest, reversed, ROWS_AT_A_TIME));
            for (var row : page.rows()) {
                if (!visitor.test(row.key(), row.value())) {
                    return;
                }
            }
            rest = page.more() ? after(page.rows().getLast().key(), rest, reversed) : null;
        }
    }

    /** What is left of a range behind a row. */
    private static RowEncoding.Bounds after(byte[] key, RowEncoding.Bounds range, boolean reversed) {
        return reversed
                ? new RowEncoding.Bounds(range.from(), key)
                : new RowEncoding.Bounds(Arrays.copyOf(key, key.length + 1), range.to());
    }

    static PeerAnswer await(CompletableFuture<PeerAnswer> asked) {
        try {
            return asked.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JournalUnavailable("The node is shutting down", e);
        } catch (ExecutionException e) {
            throw switch (e.getCause()) {
                case JournalUnavailable unavailable -> unavailable;
                case InvalidValue invalid -> invalid;
                case null, default ->
                    new JournalUnavailable("Expected an answer of another node, but: " + e.getMessage(), e);
            };
        }
    }
}
