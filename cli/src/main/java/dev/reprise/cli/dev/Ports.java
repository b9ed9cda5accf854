package dev.reprise.cli.dev;

import dev.reprise.cli.terminal.CommandFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Ports on loopback. */
public final class Ports {
    private static final int CONNECT_MILLIS = 500;

    private Ports() {}

    /** Says so, before anything is started, when somebody listens on a port. */
    static void requireFree(int port) {
        try {
            bind(port).close();
        } catch (IOException e) {
            throw new CommandFailure(
                    "Expected port %d to be free, but it is taken (%s): choose another with --port."
                            .formatted(port, e.getMessage()),
                    e);
        }
    }

    /** Whether nobody listens on a port. */
    public static boolean isFree(int port) {
        try {
            bind(port).close();
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /** Whether somebody takes connections on a port. */
    public static boolean isServed(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(loopback(), port), CONNECT_MILLIS);
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }

    /** Some free port. */
    public static int findFree() {
        try (var socket = bind(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new CommandFailure("Expected a free port on loopback, but could not get one: " + e.getMessage(), e);
        }
    }

    private static ServerSocket bind(int port) throws IOException {
        var socket = new ServerSocket();
        try {
            // As the service itself will: connections of a killed predecessor may linger on the port.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(loopback(), port));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }
}
