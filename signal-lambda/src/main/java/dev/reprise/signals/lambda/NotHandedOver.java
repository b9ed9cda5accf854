package dev.reprise.signals.lambda;

import java.util.List;

/** Messages could not be handed over. It fails the invocation, so that Lambda delivers them again. */
public final class NotHandedOver extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private NotHandedOver(List<String> ids) {
        super("Expected the service to take all messages, but it did not take " + ids);
    }

    static void requireNone(List<String> ids) {
        if (!ids.isEmpty()) {
            throw new NotHandedOver(ids);
        }
    }
}
