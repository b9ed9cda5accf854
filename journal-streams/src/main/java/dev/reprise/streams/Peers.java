package dev.reprise.streams;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** How a node reaches the others. Thread-safe. */
public interface Peers {
    /** For a node that is alone. */
    Peers NONE = (address, request, atMost) -> CompletableFuture.failedFuture(new JournalUnavailable(
            "Expected a way to the node at %s, but this node was started without one".formatted(address)));

    /**
     * Carries a request to another node, whose {@link KafkaJournal#answer} answers it.
     *
     * @param address {@code host:port}, as that node was configured with
     * @param atMost how long the answer may take
     * @return completed with the answer, or failed with {@link JournalUnavailable} when there is none: the request may or
     *     may not have arrived
     */
    CompletableFuture<byte[]> ask(String address, byte[] request, Duration atMost);
}
