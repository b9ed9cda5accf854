package dev.reprise.examples.analyst;

/**
 * What the model wants next.
 *
 * @param action {@code answer}, {@code tool} or {@code escalate}
 * @param tool the tool to call, empty for none
 * @param text the answer, the tool's argument, or what to ask a person
 */
public record Reply(String action, String tool, String text) {
    /** The model knows. */
    public static Reply answer(String text) {
        return new Reply("answer", "", text);
    }

    /** The model wants a tool called. */
    public static Reply tool(String tool, String argument) {
        return new Reply("tool", tool, argument);
    }

    /** The model wants a person to decide. */
    public static Reply escalate(String question) {
        return new Reply("escalate", "", question);
    }
}
