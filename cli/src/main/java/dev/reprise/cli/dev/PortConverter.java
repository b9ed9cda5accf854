package dev.reprise.cli.dev;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Says what a port can be. */
public final class PortConverter implements ITypeConverter<Integer> {
    private static final int HIGHEST = 65_535;

    /** For picocli. */
    public PortConverter() {}

    @Override
    public Integer convert(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= HIGHEST) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // said below, in the same words as for a number out of range
        }
        throw new TypeConversionException("Expected a port from 1 to %d, but found %s".formatted(HIGHEST, text));
    }
}
