package dev.reprise.workflow;

/** A signal that was waited for, or what stands for it after a timeout. */
public interface Signal {
    /** Its name. */
    String name();

    /** Its content as it was sent, usually JSON; {@code null} in JSON when there was none. */
    String json();

    /** Whether its content is this text, as a JSON string or bare. */
    boolean is(String text);

    /**
     * Its content read as a type.
     *
     * @throws PayloadException when it is something else: whoever sent it decided
     */
    default <T> T as(Class<T> type) {
        return as(TypeRef.of(type));
    }

    /** Its content read as a generic type. */
    <T> T as(TypeRef<T> type);

    /** Whether it did not come in time and this is the outcome chosen for that. */
    boolean timedOut();
}
