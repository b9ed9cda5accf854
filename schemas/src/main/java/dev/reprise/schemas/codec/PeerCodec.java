package dev.reprise.schemas.codec;

import dev.reprise.schemas.peer.PeerAnswer;
import dev.reprise.schemas.peer.PeerRequest;

/** What nodes say to each other, in the journal's encoding, so that a cluster may run two releases while it is upgraded. */
public final class PeerCodec {
    private static final SingleObject REQUESTS = new SingleObject("a request of another node", PeerRequests.TYPES);
    private static final SingleObject ANSWERS = new SingleObject("an answer of another node", PeerAnswers.TYPES);

    private PeerCodec() {}

    /** Writes a request, in Avro's single-object encoding. */
    public static byte[] encode(PeerRequest request) {
        return REQUESTS.encode(PeerRequests.toAvro(request));
    }

    /**
     * Reads a request.
     *
     * @throws UnknownSchema when a newer release wrote it
     * @throws UndecodableRecord when it is no request at all
     */
    public static PeerRequest decodeRequest(byte[] bytes) {
        return REQUESTS.decode(bytes, PeerRequests::fromAvro);
    }

    /** Writes an answer, in Avro's single-object encoding. */
    public static byte[] encode(PeerAnswer answer) {
        return ANSWERS.encode(PeerAnswers.toAvro(answer));
    }

    /**
     * Reads an answer.
     *
     * @throws UnknownSchema when a newer release wrote it
     * @throws UndecodableRecord when it is no answer at all
     */
    public static PeerAnswer decodeAnswer(byte[] bytes) {
        return ANSWERS.decode(bytes, PeerAnswers::fromAvro);
    }
}
