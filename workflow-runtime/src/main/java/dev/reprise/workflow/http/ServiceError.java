package dev.reprise.workflow.http;

import dev.reprise.workflow.protocol.CheckpointAnswer;
import dev.reprise.workflow.protocol.ProtocolJson;
import dev.reprise.workflow.spi.CheckpointRejected;
import dev.reprise.workflow.spi.CheckpointUnavailable;
import dev.reprise.workflow.spi.StaleCheckpointToken;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Locale;

/** What an answer that is not 200 means. */
final class ServiceError {
    private static final String STALE = "invalid checkpoint token";
    private static final int SHOWN_CHARACTERS = 200;

    private ServiceError() {}

    /** Whether the same request may be answered better soon. */
    static boolean isTransient(int status) {
        return status == 429 || status >= 500;
    }

    /**
     * The exception for an answer. Only an answer that the service itself gives to the request's content condemns the
     * execution: behind a wrong address, or before a login, anybody may say 404 or 403.
     */
    static RuntimeException of(URI base, HttpResponse<byte[]> answer) {
        return of(base, refusal(answer));
    }

    /** The same for an answer that came by itself or as one of a batch. */
    static RuntimeException of(URI base, CheckpointAnswer answer) {
        var type = answer.errorType();
        var message = answer.message();
        int status = answer.status();
        if (type == null || (status != 400 && status != 413)) {
            return new CheckpointUnavailable(
                    "Expected the service at %s to take a checkpoint, but it answered %d: %s"
                            .formatted(base, status, shortened(message)),
                    null);
        }
        return message.toLowerCase(Locale.ROOT).startsWith(STALE)
                ? new StaleCheckpointToken(message)
                : new CheckpointRejected(type, message);
    }

    /** What an answer that is not 200 says. */
    static CheckpointAnswer refusal(HttpResponse<byte[]> answer) {
        var type = answer.headers().firstValue("x-amzn-errortype").map(ServiceError::plain);
        return new CheckpointAnswer(
                answer.statusCode(), type.orElse(null), ProtocolJson.readErrorMessage(answer.body()), null);
    }

    /** The name may be followed by a colon and an address. */
    private static String plain(String type) {
        int colon = type.indexOf(':');
        return colon < 0 ? type : type.substring(0, colon);
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "…";
    }
}
