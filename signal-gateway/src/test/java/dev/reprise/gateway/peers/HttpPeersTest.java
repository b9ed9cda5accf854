package dev.reprise.gateway.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.gateway.tokens.PeerProof;
import dev.reprise.gateway.tokens.Seal;
import dev.reprise.streams.JournalUnavailable;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One node asks another over HTTP on this machine. */
class HttpPeersTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Seal SEAL = seal("the secret of both nodes");

    private final Vertx vertx = Vertx.vertx();
    private HttpServer server;

    private static Seal seal(String secret) {
        return new Seal(List.of(secret.getBytes(StandardCharsets.UTF_8)));
    }

    @BeforeEach
    void listen() throws Exception {
        var router = Router.router(vertx);
        new PeerRoutes(
                        new PeerAnswers(
                                request -> CompletableFuture.completedFuture(reversed(request)),
                                SEAL,
                                InstantSource.fixed(NOW)),
                        vertx)
                .serve(router);
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private static byte[] reversed(byte[] bytes) {
        return new StringBuilder(new String(bytes, StandardCharsets.ISO_8859_1))
                .reverse()
                .toString()
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private byte[] ask(Seal seal, Instant at, byte[] request) throws Exception {
        return new HttpPeers("http", seal, InstantSource.fixed(at), null)
                .ask("127.0.0.1:" + server.actualPort(), request, SOON)
                .get(60, TimeUnit.SECONDS);
    }

    @Test
    void anotherNodeIsAnsweredByteForByte() throws Exception {
        assertThat(ask(SEAL, NOW, new byte[] {0, 1, (byte) 0xFF})).containsExactly(0xFF, 1, 0);
        assertThat(ask(SEAL, NOW, new byte[8 << 20])).hasSize(8 << 20);
    }

    @Test
    void whoDoesNotKnowTheSecretIsRefused() {
        assertThatThrownBy(() -> ask(seal("another secret altogether"), NOW, new byte[1]))
                .cause()
                .isInstanceOf(JournalUnavailable.class)
                .hasMessageContaining("reprise.secrets");
    }

    @Test
    void aRequestThatIsRepeatedLaterIsRefused() {
        assertThatThrownBy(() -> ask(SEAL, NOW.minusSeconds(61), new byte[1]))
                .cause()
                .isInstanceOf(JournalUnavailable.class);
    }

    @Test
    void aProofIsGoodForItsMessageAlone() {
        var answers = new PeerAnswers(CompletableFuture::completedFuture, SEAL, InstantSource.fixed(NOW));
        var proof = PeerProof.of(SEAL, new byte[] {1}, NOW);

        assertThat(answers.answer(proof, new byte[] {1})).isNotNull();
        assertThat(answers.answer(proof, new byte[] {2})).isNull();
        assertThat(answers.answer(null, new byte[] {1})).isNull();
    }

    @Test
    void aNodeThatIsGoneIsUnavailable() throws Exception {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }

        var asked =
                new HttpPeers("http", SEAL, InstantSource.fixed(NOW), null).ask("127.0.0.1:" + port, new byte[1], SOON);

        assertThatThrownBy(() -> asked.get(60, TimeUnit.SECONDS))
                .cause()
                .isInstanceOf(JournalUnavailable.class)
                .hasMessageContaining("127.0.0.1:" + port);
    }

    @Test
    void aNodeThatDoesNotAnswerIsUnavailableWhenTheTimeIsUp() throws Exception {
        try (var silent = new ServerSocket(0)) {
            var asked = new HttpPeers("http", SEAL, InstantSource.fixed(NOW), null)
                    .ask("127.0.0.1:" + silent.getLocalPort(), new byte[1], Duration.ofMillis(50));

            assertThatThrownBy(() -> asked.get(60, TimeUnit.SECONDS)).cause().isInstanceOf(JournalUnavailable.class);
        }
    }
}
