package dev.reprise.gateway.application;

import dev.reprise.core.Failure;
import java.util.concurrent.TimeoutException;

/** Calls plain functions: those that are no durable ones, of whose calls nothing is recorded. Thread-safe. */
public interface PlainFunctions {
    /**
     * Calls a function once and waits for its answer, at most as long as one of its invocations may take. Blocks.
     *
     * @param input any bytes; functions expect JSON
     * @throws TimeoutException when it did not answer in time
     */
    Answer call(RegisteredFunction function, byte[] input, Caller caller) throws InterruptedException, TimeoutException;

    /** How a call went. */
    sealed interface Answer {
        /** The function returned something, whatever it is. */
        @SuppressWarnings("ArrayRecordComponent") // read once, never compared
        record Returned(byte[] body) implements Answer {}

        /**
         * The function failed, or could not be reached.
         *
         * @param body the same as JSON, as the function's host wrote it where it did
         */
        @SuppressWarnings("ArrayRecordComponent") // read once, never compared
        record Failed(Failure failure, byte[] body) implements Answer {}
    }
}
