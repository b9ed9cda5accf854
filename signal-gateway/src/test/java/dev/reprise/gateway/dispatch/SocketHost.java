package dev.reprise.gateway.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.reprise.gateway.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A host of functions with bad manners, on a real socket. */
final class SocketHost implements AutoCloseable {
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

    /** Accepts, and never says anything; until somebody hangs up. */
    static final Manner SILENT =
            connection -> connection.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());

    /** Announces a small answer, and sends a byte of it now and then. */
    static final Manner DRIPPING = connection -> {
        connection.getOutputStream().write((HEAD + "Content-Length: 100000\r\n\r\n").getBytes(UTF_8));
        try (var clock = Executors.newSingleThreadScheduledExecutor()) {
            clock.scheduleAtFixedRate(() -> drip(connection), 0, 20, TimeUnit.MILLISECONDS);
            SILENT.with(connection);
            clock.shutdownNow();
        }
    };

    /** Answers, and does not stop. */
    static final Manner ENDLESS = connection -> {
        var out = connection.getOutputStream();
        out.write((HEAD + "Connection: close\r\n\r\n").getBytes(UTF_8));
        var much = " ".repeat(1 << 16).getBytes(UTF_8);
        while (true) {
            out.write(much);
        }
    };

    private final ServerSocket listening;
    private final Manner manner;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger closedByTheOther = new AtomicInteger();

    /** What is done with a connection, once a request was begun on it; those that wait end when the other side closes it. */
    interface Manner {
        void with(Socket connection) throws IOException;
    }

    private SocketHost(Manner manner) {
        this.manner = manner;
        try {
            listening = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    static SocketHost thatAnswers(Manner manner) {
        return new SocketHost(manner);
    }

    /** Answers each request at once, and then closes the connection. */
    static Manner answering(String body) {
        return connection -> {
            var head = HEAD + "Connection: close\r\nContent-Length: %d\r\n\r\n".formatted(body.length());
            connection.getOutputStream().write((head + body).getBytes(UTF_8));
        };
    }

    private static void drip(Socket connection) {
        try {
            connection.getOutputStream().write(' ');
        } catch (IOException gone) {
            throw new UncheckedIOException(gone); // which ends the dripping
        }
    }

    URI uri() {
        return URI.create("http://127.0.0.1:%d/".formatted(listening.getLocalPort()));
    }

    int connections() {
        return connections.get();
    }

    void awaitConnections(int count) {
        Await.until(count + " connections are made", () -> connections() >= count, () -> connections() + " are");
    }

    void awaitClosedByTheOther(int count) {
        Await.until(
                count + " connections are closed by whoever made them",
                () -> closedByTheOther.get() >= count,
                () -> closedByTheOther + " are");
    }

    /** Closes so many connections that are open. */
    void hangUp(int count) {
        open.stream().limit(count).forEach(SocketHost::close);
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                var connection = listening.accept();
                open.add(connection);
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            readHead(connection);
            talk(connection);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            open.remove(connection);
        }
    }

    private void talk(Socket connection) {
        try {
            manner.with(connection);
            closedByTheOther.incrementAndGet();
        } catch (IOException e) {
            if (!connection.isClosed()) {
                closedByTheOther.incrementAndGet();
            }
        }
    }

    private static void readHead(Socket connection) throws IOException {
        int newlines = 0;
        while (newlines < 2) {
            int next = connection.getInputStream().read();
            newlines = next == '\n' ? newlines + 1 : next == '\r' ? newlines : 0;
        }
    }

    private static void close(Socket connection) {
        try {
            connection.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(SocketHost::close);
    }
}
