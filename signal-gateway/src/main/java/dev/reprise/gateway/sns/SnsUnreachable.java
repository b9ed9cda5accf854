package dev.reprise.gateway.sns;

/** SNS could not be asked for what is needed to judge a message, or to confirm it. Worth another try. */
final class SnsUnreachable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SnsUnreachable(String message) {
        super(message, null, false, false);
    }
}
