package dev.reprise.gateway.lambda;

/** One operation of the API. Thread-safe. */
@FunctionalInterface
interface ApiOperation {
    /**
     * Does what is asked. May block.
     *
     * @throws Refusal when that cannot be done
     * @throws dev.reprise.workflow.protocol.ProtocolViolation when the body is not what the protocol allows
     * @throws dev.reprise.core.InvalidValue when something can be no part of the journal
     * @throws dev.reprise.streams.JournalUnavailable when it may or may not have been done
     */
    Answer answer(ApiRequest request);
}
