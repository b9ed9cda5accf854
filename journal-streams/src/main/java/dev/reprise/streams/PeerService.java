package dev.reprise.streams;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.InvalidValue;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.Row;
import dev.reprise.schemas.codec.RowCodec;
import dev.reprise.schemas.peer.PeerAnswer;
import dev.reprise.schemas.peer.PeerRequest;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers what other nodes ask, about the partitions that this node owns. It never asks on: requests cannot go round. */
final class PeerService {
    private static final int MAX_ROWS = 1_000;
    private static final long MAX_PAGE_BYTES = 1 << 20;

    private PeerService() {}

    /**
     * Completed with an answer, which may be a refusal; never failed.
     *
     * @param local what this node owns; throws {@link JournalUnavailable} when it does not take part
     */
    static CompletableFuture<PeerAnswer> answer(Supplier<Partitions> local, PeerRequest request) {
        try {
            return answering(local.get(), request).exceptionally(PeerService::refused);
        } catch (JournalUnavailable | InvalidValue e) {
            return CompletableFuture.completedFuture(refused(e));
        }
    }

    private static CompletableFuture<PeerAnswer> answering(Partitions local, PeerRequest request) {
        return switch (request) {
            case PeerRequest.Append append ->
                local.append(append.partition(), append.record()).thenApply(PeerAnswer.Judged::new);
            case PeerRequest.ReadRow read ->
                CompletableFuture.completedFuture(
                        new PeerAnswer.RowRead(local.rows(read.partition()).get(read.key())));
            case PeerRequest.ReadRows read ->
                CompletableFuture.completedFuture(page(local.rows(read.partition()), read));
            case PeerRequest.AwaitEnd await ->
                local.end(await.execution(), await.atMost())
                        .thenApply(execution -> new PeerAnswer.RowRead(encoded(await.execution(), execution)));
        };
    }

    private static PeerAnswer page(EncodedRows rows, PeerRequest.ReadRows asked) {
        int most = Math.clamp(asked.limit(), 1, MAX_ROWS);
        var page = new ArrayList<PeerAnswer.StoredRow>();
        var size = new long[1];
        rows.scan(asked.bounds(), asked.reversed(), (key, value) -> {
            page.add(new PeerAnswer.StoredRow(key, value));
            size[0] += key.length + value.length;
            return page.size() < most && size[0] < MAX_PAGE_BYTES;
        });
        return new PeerAnswer.RowsRead(page, page.size() == most || size[0] >= MAX_PAGE_BYTES);
    }

    private static byte @Nullable [] encoded(ExecutionId id, @Nullable Execution execution) {
        return execution == null ? null : RowCodec.encode(new Row.Header(id), execution);
    }

    private static PeerAnswer refused(Throwable failure) {
        var why = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return new PeerAnswer.Refused(why instanceof InvalidValue, String.valueOf(why.getMessage()));
    }
}
