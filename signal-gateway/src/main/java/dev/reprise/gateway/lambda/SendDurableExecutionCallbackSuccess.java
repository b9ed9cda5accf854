package dev.reprise.gateway.lambda;

import dev.reprise.core.Payload;
import dev.reprise.gateway.application.CompleteCallback;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Answers a callback well. The body is the answer, byte for byte; an empty one is none. */
final class SendDurableExecutionCallbackSuccess implements ApiOperation {
    private final CompleteCallback callbacks;

    SendDurableExecutionCallbackSuccess(CompleteCallback callbacks) {
        this.callbacks = callbacks;
    }

    @Override
    public Answer answer(ApiRequest request) {
        var id = CallbackAnswers.id(request);
        var body = request.body();
        requireText(body);
        return CallbackAnswers.answer(callbacks.succeed(id, body.length == 0 ? null : Payload.ofUtf8(body)));
    }

    /** The code gets it as text, within JSON, where other bytes have no place. */
    private static void requireText(byte[] body) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
        } catch (CharacterCodingException e) {
            throw AwsError.INVALID_PARAMETER_VALUE.refusal(
                    "Expected the result of a callback to be text in UTF-8, but found other bytes");
        }
    }
}
