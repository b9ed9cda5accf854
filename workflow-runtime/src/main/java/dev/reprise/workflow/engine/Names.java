package dev.reprise.workflow.engine;

import dev.reprise.core.InvalidValue;
import dev.reprise.core.SignalName;

/** The names of operations, which are shaped as those of signals. */
final class Names {
    private Names() {}

    static String require(String name) {
        try {
            return new SignalName(name).value();
        } catch (InvalidValue unusable) {
            throw new InvalidValue(
                    String.valueOf(unusable.getMessage()).replace("a signal name", "an operation's name"));
        }
    }
}
