package dev.reprise.gateway.lambda;

/** A request that is not served, and what it is answered with instead. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    Refusal(Answer answer) {
        super(answer.toString(), null, false, false); // where it was thrown is nobody's concern
        this.answer = answer;
    }

    Answer answer() {
        return answer;
    }
}
