package dev.reprise.gateway.sns;

/** A message that is not taken, and not to be sent again. The message says what was expected and what was found. */
final class SnsRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    enum Kind {
        /** Not what SNS posts. */
        MALFORMED,
        /** Of a topic that is not wanted. */
        UNWANTED,
        /** Not shown to be SNS's. */
        FORGED
    }

    private final Kind kind;

    SnsRefusal(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }
}
