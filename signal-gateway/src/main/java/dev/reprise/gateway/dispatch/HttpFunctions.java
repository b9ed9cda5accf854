package dev.reprise.gateway.dispatch;

import dev.reprise.core.Failure;
import dev.reprise.gateway.application.PlainFunctions.Answer;
import dev.reprise.workflow.protocol.InvocationEnvelope;
import dev.reprise.workflow.protocol.ProtocolJson;
import dev.reprise.workflow.protocol.ProtocolLimits;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLException;

/** Functions behind an endpoint: POST in, the answer is the body. Thread-safe. */
final class HttpFunctions {
    /** Set when the host of a function reports an error of it; then the body says which. */
    private static final String FUNCTION_ERROR = "X-Amz-Function-Error";

    private static final String KEEP_ALIVE = "jdk.httpclient.keepalive.timeout";

    /** Around the largest result there is the output's own JSON, in which quotes grow. */
    private static final int MAX_ANSWER_BYTES = 2 * ProtocolLimits.OUTPUT_BYTES + 1024;

    static {
        // Shorter than servers wait before they close an idle connection (Node.js: 5 s): a request on one that is
        // just being closed looks like a function that died. The JDK has this setting for the whole process only.
        if (System.getProperty(KEEP_ALIVE) == null) {
            System.setProperty(KEEP_ALIVE, "4");
        }
    }

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .executor(Executors.newVirtualThreadPerTaskExecutor()) // cheaper to wake than a pool's
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    FunctionAnswer invoke(URI uri, InvocationEnvelope envelope, InvocationContext context) throws InterruptedException {
        return FunctionAnswer.of(post(uri, ProtocolJson.writeEnvelope(envelope), context));
    }

    Answer post(URI uri, byte[] body, InvocationContext context) throws InterruptedException {
        var request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body));
        context.addTo(request);
        try {
            return answer(uri, client.send(request.build(), BodyHandlers.ofInputStream()));
        } catch (ConnectException | HttpConnectTimeoutException | SSLException e) {
            return failed("Function.Unreachable", "Expected to reach %s, but: %s".formatted(uri, reason(e)));
        } catch (IOException e) {
            // It was reached and went away: what Lambda says of a function whose process has ended.
            return failed(
                    "Runtime.ExitError",
                    "Expected %s to answer, but it exited or closed the connection first: %s"
                            .formatted(uri, reason(e)));
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static Answer answer(URI uri, HttpResponse<InputStream> response) throws IOException {
        byte[] body;
        try (var in = response.body()) {
            body = in.readNBytes(MAX_ANSWER_BYTES + 1);
        }
        if (response.headers().firstValue(FUNCTION_ERROR).isPresent()) {
            return new Answer.Failed(ProtocolJson.readFunctionError(body), body);
        }
        if (response.statusCode() / 100 != 2) {
            return failed(
                    "Function.BadStatus",
                    "Expected %s to answer with status 200, but found %d with %d bytes of %s"
                            .formatted(
                                    uri,
                                    response.statusCode(),
                                    body.length,
                                    response.headers()
                                            .firstValue("Content-Type")
                                            .orElse("no type")));
        }
        if (body.length > MAX_ANSWER_BYTES) {
            return failed(
                    "Function.AnswerTooLarge",
                    "Expected %s to answer with at most %d bytes, but found more".formatted(uri, MAX_ANSWER_BYTES));
        }
        return new Answer.Returned(body);
    }

    /** A function that could not be called, or whose answer is none. */
    static Answer failed(String type, String message) {
        return failed(Failure.of(type, message));
    }

    /** The same. */
    static Answer failed(Failure failure) {
        return new Answer.Failed(failure, ProtocolJson.writeFunctionError(failure));
    }
}
