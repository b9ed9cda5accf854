package dev.reprise.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.gateway.peers.HttpPeers;
import dev.reprise.gateway.tokens.Seal;
import dev.reprise.streams.JournalUnavailable;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The service behind TLS, with certificates of its callers; and one that was given no credentials to let callers in with. */
@QuarkusTest
@TestProfile(TlsIT.Encrypted.class)
class TlsIT {
    public static final class Encrypted implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "reprise.authentication", "on",
                    "reprise.client-certificates", "required",
                    "reprise.bootstrap-servers", "127.0.0.1:1",
                    "reprise.state-dir",
                            Path.of("target", "tls").toAbsolutePath().toString(),
                    "quarkus.http.insecure-requests", "disabled",
                    "quarkus.http.test-ssl-port", "0");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(Certificates.class));
        }
    }

    @TestHTTPResource(value = "/", tls = true)
    URI service;

    @Inject
    Seal seal;

    @ConfigProperty(name = Certificates.DIRECTORY)
    Path certificates;

    private KeyStore store(String name) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(certificates.resolve(name))) {
            store.load(in, Certificates.PASSWORD.toCharArray());
        }
        return store;
    }

    /** Trusts the service, and shows a certificate of its own if it is given one. */
    private SSLContext tls(@Nullable String certificate) throws Exception {
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store("service-trust.p12"));
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        if (certificate != null) {
            keys.init(store(certificate), Certificates.PASSWORD.toCharArray());
        }
        var tls = SSLContext.getInstance("TLS");
        tls.init(certificate == null ? null : keys.getKeyManagers(), trust.getTrustManagers(), null);
        return tls;
    }

    private HttpResponse<String> get(@Nullable String certificate, String path) throws Exception {
        try (var client = HttpClient.newBuilder().sslContext(tls(certificate)).build()) {
            return client.send(
                    HttpRequest.newBuilder(service.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void whoShowsACertificateIsServed() throws Exception {
        assertThat(service.getScheme()).isEqualTo("https");
        assertThat(get("caller.p12", "/q/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void whoShowsNoneOrOneThatIsNotTrustedIsNot() {
        assertThatThrownBy(() -> get(null, "/q/health/live")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> get("service.p12", "/q/health/live")).isInstanceOf(IOException.class);
    }

    @Test
    void anotherNodeShowsItsCertificateToo() throws Exception {
        var answer = peers("caller.p12").ask(service.getAuthority(), new byte[] {1}, Duration.ofSeconds(30));
        var refused = peers(null).ask(service.getAuthority(), new byte[] {1}, Duration.ofSeconds(30));

        assertThat(answer.get(60, TimeUnit.SECONDS)).isNotEmpty();
        assertThatThrownBy(() -> refused.get(60, TimeUnit.SECONDS)).hasCauseInstanceOf(JournalUnavailable.class);
    }

    private HttpPeers peers(@Nullable String certificate) throws Exception {
        return new HttpPeers("https", seal, InstantSource.system(), tls(certificate));
    }

    @Test
    void whoSpeaksPlainHttpIsNotEither() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), service.getPort())) {
            socket.getOutputStream()
                    .write("GET /q/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            var said = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(said).doesNotContain("HTTP/1.1");
        }
    }

    @Test
    void withoutCredentialsToLetCallersInWithItServesNothingAndSaysWhatToSet() throws Exception {
        var health = get("caller.p12", "/q/health/ready");
        var rest = get("caller.p12", "/api/v1/functions");
        var aws = get("caller.p12", "/2015-03-31/functions/order-function");
        var callback = get("caller.p12", "/callbacks/00ff");

        assertThat(health.statusCode()).isEqualTo(503);
        for (var answer : List.of(health, rest, aws, callback)) {
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body())
                    .contains("reprise.api-keys", "quarkus.oidc.auth-server-url", "reprise.authentication");
        }
        assertThat(rest.body()).contains("\"code\":\"authentication-not-set-up\"");
        assertThat(rest.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(aws.headers().firstValue("x-amzn-errortype")).contains("ServiceException");
    }
}
