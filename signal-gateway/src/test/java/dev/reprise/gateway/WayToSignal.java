package dev.reprise.gateway;

/** A way by which somebody outside answers an execution that waits. */
interface WayToSignal {
    /**
     * Sends a signal.
     *
     * @param execution the id of the execution
     * @param name of the signal
     * @param payloadJson its content
     */
    void send(String execution, String name, String payloadJson);
}
