package dev.reprise.gateway.peers;

import dev.reprise.gateway.tokens.PeerProof;
import dev.reprise.gateway.tokens.Seal;
import dev.reprise.streams.JournalUnavailable;
import dev.reprise.streams.Peers;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Asks other nodes over HTTP. Each request carries a proof of the common secret. Thread-safe. */
public final class HttpPeers implements Peers {
    /** Where nodes listen to each other. */
    static final String PATH = "/internal/journal";

    static final String PROOF_HEADER = "Reprise-Proof";
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);

    private final String scheme;
    private final Seal seal;
    private final InstantSource clock;
    private final HttpClient client;

    /**
     * A way to the other nodes.
     *
     * @param scheme {@code http} or {@code https}
     * @param tls the certificates to show and to trust with {@code https}; null for the JVM's own
     */
    public HttpPeers(String scheme, Seal seal, InstantSource clock, @Nullable SSLContext tls) {
        this.scheme = scheme;
        this.seal = seal;
        this.clock = clock;
        var builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_WITHIN)
                .executor(Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("reprise-peer-", 0).factory()));
        this.client = (tls == null ? builder : builder.sslContext(tls)).build();
    }

    @Override
    public CompletableFuture<byte[]> ask(String address, byte[] request, Duration atMost) {
        var asked = HttpRequest.newBuilder(URI.create(scheme + "://" + address + PATH))
                .timeout(atMost)
                .header("Content-Type", "application/octet-stream")
                .header(PROOF_HEADER, PeerProof.of(seal, request, clock.instant()))
                .POST(BodyPublishers.ofByteArray(request))
                .build();
        return client.sendAsync(asked, BodyHandlers.ofByteArray())
                .thenApply(answer -> body(address, answer))
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(unavailable(address, failure)));
    }

    private static byte[] body(String address, HttpResponse<byte[]> answer) {
        return switch (answer.statusCode()) {
            case 200 -> answer.body();
            case 403 ->
                throw new JournalUnavailable(
                        "Expected the node at %s to trust this one, but it does not. Are reprise.secrets the same, and the clocks right?"
                                .formatted(address));
            default ->
                throw new JournalUnavailable("Expected the node at %s to answer with status 200, but found %d"
                        .formatted(address, answer.statusCode()));
        };
    }

    private static JournalUnavailable unavailable(String address, Throwable failure) {
        var cause = failure.getCause() == null ? failure : failure.getCause();
        return cause instanceof JournalUnavailable known
                ? known
                : new JournalUnavailable(
                        "Expected to reach the node at %s, which owns the partition, but: %s".formatted(address, cause),
                        cause);
    }
}
