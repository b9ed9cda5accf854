package dev.reprise.gateway.lambda;

import dev.reprise.gateway.application.CompleteCallback;

/** Answers a callback with a failure. The body, which may be left out, is the error object itself. */
final class SendDurableExecutionCallbackFailure implements ApiOperation {
    private final CompleteCallback callbacks;

    SendDurableExecutionCallbackFailure(CompleteCallback callbacks) {
        this.callbacks = callbacks;
    }

    @Override
    public Answer answer(ApiRequest request) {
        var id = CallbackAnswers.id(request);
        return CallbackAnswers.answer(callbacks.fail(id, ErrorObject.read(request.body())));
    }
}
