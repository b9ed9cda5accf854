package dev.reprise.gateway;

import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Requests that a well-meaning client library would not send. */
final class RawHttp {
    private static final int PATIENCE_MILLIS = 60_000;

    private RawHttp() {}

    /** A status and all that came after it. */
    record Answer(int status, String text) {}

    /** Sends a request whose body is complete. */
    static Answer send(String method, String target, String contentType, byte[] body) {
        var head =
                "%s %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
                        .formatted(method, target, contentType, body.length);
        return exchange(head, body);
    }

    /** Asks for a path as it is written, with one more header. */
    static Answer get(String target, String header) {
        return get(target, header, "localhost");
    }

    /** The same, of a host. */
    static Answer get(String target, String header, String host) {
        return exchange(
                "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n%s\r\n\r\n".formatted(target, host, header),
                new byte[0]);
    }

    /** Announces a body and sends none of it. */
    static Answer announce(String method, String target, long length) {
        var head = "%s %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                .formatted(method, target, length);
        return exchange(head, new byte[0]);
    }

    private static Answer exchange(String head, byte[] body) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            var out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.UTF_8));
            out.write(body);
            out.flush();
            var text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(Integer.parseInt(text.substring(9, 12)), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
