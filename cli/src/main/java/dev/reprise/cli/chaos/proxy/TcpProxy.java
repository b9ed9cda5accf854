package dev.reprise.cli.chaos.proxy;

import dev.reprise.cli.terminal.CommandFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A door on loopback to one of several ports on loopback: the next of them that takes a connection gets it. What passes is
 * subject to a {@link Weather}. Two virtual threads for each connection, one for each direction. Thread-safe.
 */
public final class TcpProxy implements AutoCloseable {
    private static final int CONNECT_MILLIS = 1_000;

    private final ServerSocket door;
    private final List<Integer> targets;
    private final Sky sky = new Sky();
    private final AtomicInteger turn = new AtomicInteger();
    private final Set<Passage> passages = ConcurrentHashMap.newKeySet();

    private TcpProxy(ServerSocket door, List<Integer> targets) {
        this.door = door;
        this.targets = List.copyOf(targets);
    }

    /** Opens one on any free port. */
    public static TcpProxy to(List<Integer> targets) {
        try {
            var proxy = new TcpProxy(new ServerSocket(0, 100, loopback()), targets);
            Thread.ofVirtual().name("proxy-" + proxy.port()).start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new CommandFailure("Expected to open a proxy to the ports %s, but: %s".formatted(targets, e), e);
        }
    }

    /** Opens one to one port. */
    public static TcpProxy to(int target) {
        return to(List.of(target));
    }

    private static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    /** Where it listens. */
    public int port() {
        return door.getLocalPort();
    }

    /** Changes the weather, also for connections that there are. */
    public void weather(Weather weather) {
        sky.change(weather);
        if (weather instanceof Weather.Cut) {
            passages.forEach(Passage::close);
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var caller = door.accept();
                Thread.ofVirtual().start(() -> connect(caller));
            } catch (IOException closing) {
                // the loop ends when it is closed; whoever could not be accepted tries again
            }
        }
    }

    private void connect(Socket caller) {
        var callee = sky.now() instanceof Weather.Cut ? null : callee();
        if (callee == null) {
            Passage.closeQuietly(caller);
            return;
        }
        var passage = new Passage(caller, callee, sky, passages::remove);
        passages.add(passage);
        passage.open();
        if (sky.now() instanceof Weather.Cut || door.isClosed()) {
            passage.close(); // it changed before this connection was known
        }
    }

    private @Nullable Socket callee() {
        int first = turn.getAndIncrement();
        for (int i = 0; i < targets.size(); i++) {
            var socket = new Socket();
            try {
                int port = targets.get(Math.floorMod(first + i, targets.size()));
                socket.connect(new InetSocketAddress(loopback(), port), CONNECT_MILLIS);
                return socket;
            } catch (IOException notThisOne) {
                Passage.closeQuietly(socket);
            }
        }
        return null;
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new CommandFailure("Expected to close the proxy on port %d, but: %s".formatted(port(), e), e);
        }
        passages.forEach(Passage::close);
    }
}
