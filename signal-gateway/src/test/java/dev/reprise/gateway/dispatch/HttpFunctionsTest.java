package dev.reprise.gateway.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.gateway.application.PlainFunctions.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is made of a host that does not answer as it should. */
class HttpFunctionsTest {
    private final HttpFunctions functions = new HttpFunctions();
    private ServerSocket host;

    @BeforeEach
    void listen() throws IOException {
        host = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        host.close();
    }

    @Test
    void aProcessThatGoesAwayBeforeItAnswersHasExited() throws Exception {
        hostThat(Socket::close);

        assertThat(failure()).isEqualTo("Runtime.ExitError");
    }

    @Test
    void aProcessThatGoesAwayInTheMiddleOfItsAnswerHasExited() throws Exception {
        hostThat(connection -> {
            OutputStream out = connection.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{".getBytes(UTF_8));
            connection.close();
        });

        assertThat(failure()).isEqualTo("Runtime.ExitError");
    }

    @Test
    void aHostThatIsNotThereIsUnreachable() throws Exception {
        host.close();

        assertThat(failure()).isEqualTo("Function.Unreachable");
    }

    /** Reads the beginning of one request, so that it has been sent, and then does as it is told. */
    private void hostThat(Reaction reaction) {
        Thread.ofVirtual().start(() -> {
            try (var connection = host.accept()) {
                assertThat(connection.getInputStream().read()).isEqualTo('P');
                reaction.to(connection);
            } catch (IOException closedByTheTest) {
                throw new IllegalStateException(closedByTheTest);
            }
        });
    }

    private interface Reaction {
        void to(Socket connection) throws IOException;
    }

    private String failure() throws InterruptedException {
        var uri = URI.create("http://127.0.0.1:" + host.getLocalPort() + "/");
        var context = new InvocationContext("request-1", Instant.EPOCH, "arn:order", null, null);
        var answer = functions.post(uri, "{}".getBytes(UTF_8), context);
        assertThat(answer).isInstanceOf(Answer.Failed.class);
        return ((Answer.Failed) answer).failure().type();
    }
}
