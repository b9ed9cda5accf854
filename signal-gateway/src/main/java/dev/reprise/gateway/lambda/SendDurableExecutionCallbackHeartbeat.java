package dev.reprise.gateway.lambda;

import dev.reprise.gateway.application.CompleteCallback;

/** Says that the answer to a callback is still being worked on. */
final class SendDurableExecutionCallbackHeartbeat implements ApiOperation {
    private final CompleteCallback callbacks;

    SendDurableExecutionCallbackHeartbeat(CompleteCallback callbacks) {
        this.callbacks = callbacks;
    }

    @Override
    public Answer answer(ApiRequest request) {
        return CallbackAnswers.answer(callbacks.heartbeat(CallbackAnswers.id(request)));
    }
}
