package dev.reprise.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** SNS, as far as a subscriber can see: signs posts with a key of its own, serves its certificate and takes confirmations. */
public final class SnsStandIn implements AutoCloseable {
    public static final String CERTIFICATE_PATH = "/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem";

    private static final String PASSWORD = "changeit";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final PrivateKey key;
    private final byte[] certificate;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile int status = 200;

    private SnsStandIn(String commonName) {
        try {
            var directory = Files.createTempDirectory("reprise-sns");
            keytool(directory, "-genkeypair", "-keyalg", "RSA", "-dname", "CN=" + commonName, "-validity", "2");
            keytool(directory, "-exportcert", "-rfc", "-file", "sns.pem");
            certificate = Files.readAllBytes(directory.resolve("sns.pem"));
            var store = KeyStore.getInstance(directory.resolve("sns.p12").toFile(), PASSWORD.toCharArray());
            key = (PrivateKey) store.getKey("sns", PASSWORD.toCharArray());
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/", this::serve);
        server.start();
    }

    public static SnsStandIn start() {
        return new SnsStandIn("sns.amazonaws.com");
    }

    /** One whose certificate is of somebody else. */
    public static SnsStandIn startAs(String commonName) {
        return new SnsStandIn(commonName);
    }

    private static void keytool(Path directory, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(
                List.of("-alias", "sns", "-keystore", "sns.p12", "-storetype", "PKCS12", "-storepass", PASSWORD));
        var process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException("Expected keytool to succeed, but it said: " + said);
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The paths and queries it was asked for. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /** What it answers from now on. */
    public void answer(int newStatus) {
        status = newStatus;
    }

    /** A notification as it is posted. */
    public Post notification(String topic, String messageId, String message) {
        return new Post(this)
                .with("Type", "Notification")
                .with("MessageId", messageId)
                .with("TopicArn", topic)
                .with("Subject", "An answer")
                .with("Message", message)
                .with("Timestamp", "2026-01-01T12:00:00.000Z")
                .with("UnsubscribeURL", endpoint() + "/?Action=Unsubscribe");
    }

    /** What is posted when somebody subscribes, or is unsubscribed. */
    public Post confirmation(String type, String topic, String token) {
        return new Post(this)
                .with("Type", type)
                .with("MessageId", "confirmation-" + token)
                .with("Token", token)
                .with("TopicArn", topic)
                .with("Message", "You have chosen to subscribe to the topic")
                .with(
                        "SubscribeURL",
                        "%s/?Action=ConfirmSubscription&TopicArn=%s&Token=%s".formatted(endpoint(), topic, token))
                .with("Timestamp", "2026-01-01T12:00:00.000Z");
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var uri = exchange.getRequestURI();
            asked.add(uri.toString());
            var body = uri.getPath().equals(CERTIFICATE_PATH) ? certificate : "<ok/>".getBytes(UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** A post that is put together. */
    public static final class Post {
        private final SnsStandIn sns;
        private final Map<String, Object> members = new LinkedHashMap<>();

        private Post(SnsStandIn sns) {
            this.sns = sns;
            with("SigningCertURL", sns.endpoint() + CERTIFICATE_PATH);
        }

        public Post with(String name, Object value) {
            members.put(name, value);
            return this;
        }

        public Post without(String name) {
            members.remove(name);
            return this;
        }

        /** Signs it as it stands, by version 1 or 2. */
        public Post signed(int version) {
            var signed = members.get("Type").equals("Notification")
                    ? List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type")
                    : List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");
            var text = new StringBuilder();
            for (var name : signed) {
                if (members.containsKey(name)) {
                    text.append(name).append('\n').append(members.get(name)).append('\n');
                }
            }
            try {
                var signature = Signature.getInstance(version == 1 ? "SHA1withRSA" : "SHA256withRSA");
                signature.initSign(sns.key);
                signature.update(text.toString().getBytes(UTF_8));
                with("Signature", Base64.getEncoder().encodeToString(signature.sign()));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
            return with("SignatureVersion", Integer.toString(version));
        }

        public String json() {
            try {
                return JSON.writeValueAsString(members);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
