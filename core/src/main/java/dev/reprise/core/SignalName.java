package dev.reprise.core;

/**
 * The name that a signal and a wait for it share.
 *
 * @param value 1 to 256 characters of printable ASCII
 */
public record SignalName(String value) {
    public SignalName {
        Patterns.requirePrintable("a signal name", value, 256);
    }

    @Override
    public String toString() {
        return value;
    }
}
