package dev.reprise.cli.chaos.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpProxyTest {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int SILENCE_MILLIS = 200;

    private ServerSocket echo;
    private TcpProxy proxy;

    @BeforeEach
    void open() throws IOException {
        echo = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::echo);
        proxy = TcpProxy.to(echo.getLocalPort());
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        echo.close();
    }

    private void echo() {
        while (!echo.isClosed()) {
            try {
                var caller = echo.accept();
                Thread.ofVirtual().start(() -> {
                    try (caller) {
                        caller.getInputStream().transferTo(caller.getOutputStream());
                    } catch (IOException gone) {
                        // so is the test's interest
                    }
                });
            } catch (IOException closed) {
                return;
            }
        }
    }

    private Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static void say(Socket socket, int word) throws IOException {
        socket.getOutputStream().write(word);
    }

    private static int hear(Socket socket) throws IOException {
        return socket.getInputStream().read();
    }

    @Test
    void whatIsSentArrivesInBothDirections() throws IOException {
        try (var socket = connect()) {
            say(socket, 7);

            assertThat(hear(socket)).isEqualTo(7);
        }
    }

    @Test
    void whoSaysNoMoreIsStillAnswered() throws IOException {
        try (var socket = connect()) {
            say(socket, 7);
            socket.shutdownOutput();

            assertThat(hear(socket)).isEqualTo(7);
            assertThat(hear(socket)).isEqualTo(-1);
        }
    }

    @Test
    void aCutClosesWhatThereIsAndWhatIsNew() throws IOException {
        try (var socket = connect()) {
            say(socket, 7);
            hear(socket);

            proxy.weather(new Weather.Cut());

            assertEnded(socket);
            try (var another = connect()) {
                assertEnded(another);
            }
        }
    }

    private static void assertEnded(Socket socket) {
        int heard;
        try {
            heard = hear(socket);
        } catch (SocketTimeoutException open) {
            throw new AssertionError("Expected the connection to be closed, but it is open", open);
        } catch (IOException reset) {
            heard = -1;
        }
        assertThat(heard).isEqualTo(-1);
    }

    @Test
    void whatWasSentInSilenceArrivesAfterwards() throws IOException {
        try (var socket = connect()) {
            say(socket, 7);
            hear(socket);
            proxy.weather(new Weather.Silent());

            say(socket, 8);

            socket.setSoTimeout(SILENCE_MILLIS);
            assertThatThrownBy(() -> hear(socket)).isInstanceOf(SocketTimeoutException.class);
            socket.setSoTimeout(PATIENCE_MILLIS);
            proxy.weather(new Weather.Fair());
            assertThat(hear(socket)).isEqualTo(8);
        }
    }

    @Test
    void slowWordsArriveInOrder() throws IOException {
        proxy.weather(new Weather.Slow(Duration.ofMillis(5)));
        try (var socket = connect()) {
            for (int word = 1; word <= 5; word++) {
                say(socket, word);
            }
            for (int word = 1; word <= 5; word++) {
                assertThat(hear(socket)).isEqualTo(word);
            }
        }
    }

    @Test
    void theNextTargetIsAskedWhereOneIsGone() throws IOException {
        int nobody;
        try (var gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = gone.getLocalPort();
        }
        try (var either = TcpProxy.to(List.of(nobody, echo.getLocalPort()));
                var socket = new Socket(InetAddress.getLoopbackAddress(), either.port())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            say(socket, 7);

            assertThat(hear(socket)).isEqualTo(7);
        }
    }
}
