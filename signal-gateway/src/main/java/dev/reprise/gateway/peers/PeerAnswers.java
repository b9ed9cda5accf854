package dev.reprise.gateway.peers;

import dev.reprise.gateway.tokens.PeerProof;
import dev.reprise.gateway.tokens.Seal;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers other nodes, and nobody else. Thread-safe. */
public final class PeerAnswers {
    private final Function<byte[], CompletableFuture<byte[]>> journal;
    private final Seal seal;
    private final InstantSource clock;

    /**
     * Answers with what the journal says.
     *
     * @param journal completes with the answer to a request and never fails
     */
    public PeerAnswers(Function<byte[], CompletableFuture<byte[]>> journal, Seal seal, InstantSource clock) {
        this.journal = journal;
        this.seal = seal;
        this.clock = clock;
    }

    /** The answer, or null when whoever asks has not proved to be a node. */
    @Nullable
    CompletableFuture<byte[]> answer(@Nullable String proof, byte[] request) {
        return proof != null && PeerProof.proves(seal, proof, request, clock.instant()) ? journal.apply(request) : null;
    }
}
