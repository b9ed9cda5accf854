package dev.reprise.examples.analyst;

import dev.reprise.examples.services.Ledger;
import dev.reprise.examples.services.Service;

/** What the model may look things up with. */
public final class Tools extends Service {
    /** With this ledger. */
    public Tools(Ledger ledger) {
        super(ledger);
    }

    /** Calls a tool; one that there is not says so, which the model can read. */
    public String call(String tool, String argument) {
        return switch (tool) {
            case "sales" -> once("look up sales of " + argument, () -> "120, 118, 80, 79, 121");
            case "weather" -> once("look up weather of " + argument, () -> "sun, sun, rain, rain, sun");
            default -> "There is no tool '%s'; there are sales and weather".formatted(tool);
        };
    }
}
