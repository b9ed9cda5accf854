package dev.reprise.workflow.protocol;

/** A message that is not what the protocol allows. The sentence is the protocol's own where it has one. */
public final class ProtocolViolation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    ProtocolViolation(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** How far reading came. */
    public Kind kind() {
        return kind;
    }

    /** How far reading came before something was wrong. */
    public enum Kind {
        /** It is not JSON, or a member is of another JSON type than it must be. */
        NOT_JSON,
        /** Members are missing, too long, out of range or not one of the words allowed; all such are named. */
        SHAPE,
        /** Each member may be as it is, but not together. */
        RULE
    }
}
