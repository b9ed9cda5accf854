package dev.reprise.streams;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.InvalidValue;
import dev.reprise.core.fold.Verdict;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.Row;
import dev.reprise.schemas.codec.PeerCodec;
import dev.reprise.schemas.codec.RowCodec;
import dev.reprise.schemas.codec.UndecodableRecord;
import dev.reprise.schemas.peer.PeerAnswer;
import dev.reprise.schemas.peer.PeerRequest;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The partitions that other nodes own, by asking them. Thread-safe. */
final class RemotePartitions implements Partitions {
    private static final Duration MARGIN = Duration.ofSeconds(2);
    private static final Duration READ_WITHIN = Duration.ofSeconds(10);
    /** A long wait is cut into pieces, so that a node that went away is not waited for. */
    private static final Duration AT_A_TIME = Duration.ofSeconds(20);

    private final Peers peers;
    private final Owners owners;
    private final Duration verdictTimeout;
    private final Set<Asked> outstanding = ConcurrentHashMap.newKeySet();

    /** A request that is under way. */
    private record Asked(int partition, String address, CompletableFuture<byte[]> answer) {}

    RemotePartitions(Peers peers, Owners owners, Duration verdictTimeout) {
        this.peers = peers;
        this.owners = owners;
        this.verdictTimeout = verdictTimeout;
    }

    @Override
    public CompletableFuture<Verdict> append(int partition, JournalRecord record) {
        return ask(new PeerRequest.Append(partition, record), verdictTimeout.plus(MARGIN))
                .thenApply(answer -> ((PeerAnswer.Judged) answer).verdict());
    }

    @Override
    public EncodedRows rows(int partition) {
        return new RemoteRows(partition, request -> RemoteRows.await(ask(request, READ_WITHIN)));
    }

    @Override
    public CompletableFuture<@Nullable Execution> end(ExecutionId id, Duration atMost) {
        var first = atMost.compareTo(AT_A_TIME) < 0 ? atMost : AT_A_TIME;
        var rest = atMost.minus(first);
        return ask(new PeerRequest.AwaitEnd(id, first), first.plus(READ_WITHIN)).thenCompose(answer -> {
            var value = ((PeerAnswer.RowRead) answer).value();
            var execution = value == null ? null : RowCodec.decode(new Row.Header(id), value);
            return execution == null || execution.status().isClosed() || rest.isZero()
                    ? CompletableFuture.<@Nullable Execution>completedFuture(execution)
                    : end(id, rest);
        });
    }

    /** Fails what was asked of nodes that own the partition no more: they may never answer, and the new owner would. */
    void failMoved() {
        for (var asked : outstanding) {
            var owner = owners.addressOf(asked.partition());
            if (!asked.address().equals(owner)) {
                asked.answer()
                        .completeExceptionally(new JournalUnavailable(
                                "Expected the node at %s to own partition %d until it answers, but %s owns it now; a record may or may not have been appended"
                                        .formatted(
                                                asked.address(), asked.partition(), owner == null ? "nobody" : owner)));
            }
        }
    }

    private CompletableFuture<PeerAnswer> ask(PeerRequest request, Duration atMost) {
        var address = owners.addressOf(request.partition());
        if (address == null) {
            return CompletableFuture.failedFuture(new JournalUnavailable(
                    "Expected a node to own partition %d, but none does just now".formatted(request.partition())));
        }
        var asked = new Asked(
                request.partition(),
                address,
                peers.ask(address, PeerCodec.encode(request), atMost).copy());
        outstanding.add(asked);
        var unused = asked.answer().whenComplete((answer, failure) -> outstanding.remove(asked));
        return asked.answer().thenApply(bytes -> read(address, bytes));
    }

    private static PeerAnswer read(String address, byte[] bytes) {
        PeerAnswer answer;
        try {
            answer = PeerCodec.decodeAnswer(bytes);
        } catch (UndecodableRecord notUnderstood) {
            throw new JournalUnavailable(
                    "Expected to understand the node at %s, but: %s".formatted(address, notUnderstood.getMessage()),
                    notUnderstood);
        }
        if (answer instanceof PeerAnswer.Refused refused) {
            throw refused.invalid()
                    ? new InvalidValue(refused.message())
                    : new JournalUnavailable("The node at %s says: %s".formatted(address, refused.message()));
        }
        return answer;
    }
}
