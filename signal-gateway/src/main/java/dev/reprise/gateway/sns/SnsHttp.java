package dev.reprise.gateway.sns;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks SNS for something small, without following it elsewhere. Thread-safe. */
final class SnsHttp implements AutoCloseable {
    private static final Duration AT_MOST = Duration.ofSeconds(5);
    private static final int MAX_BYTES = 64 << 10;

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(AT_MOST)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /**
     * What it answers, up to 64 KiB of it.
     *
     * @param address one that {@link SnsAddresses} let pass
     * @throws SnsUnreachable when it does not, or not with 200
     */
    byte[] get(URI address) {
        var request = HttpRequest.newBuilder(address).timeout(AT_MOST).build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                var bytes = body.readNBytes(MAX_BYTES);
                if (answer.statusCode() != 200) {
                    throw new SnsUnreachable("Expected %s to answer 200, but found %d"
                            .formatted(address.getRawAuthority(), answer.statusCode()));
                }
                return bytes;
            }
        } catch (IOException e) {
            throw new SnsUnreachable("Expected %s to answer, but: %s".formatted(address.getRawAuthority(), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SnsUnreachable("The node is shutting down");
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
