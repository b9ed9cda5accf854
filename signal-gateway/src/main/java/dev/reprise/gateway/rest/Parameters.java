package dev.reprise.gateway.rest;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.InvalidValue;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads query parameters, taken as text so that what is wrong with one can be said. */
final class Parameters {
    private Parameters() {}

    static ExecutionId executionId(String text) {
        return ExecutionId.parse(text);
    }

    static int number(String name, @Nullable String text, int usual, int least, int most) {
        if (text == null) {
            return usual;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // said below, in the same words as for one out of range
        }
        throw new InvalidValue(
                "Expected %s to be a number from %d to %d, but found '%s'".formatted(name, least, most, shown(text)));
    }

    static @Nullable Instant instant(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            var instant = Instant.parse(text);
            if (Math.abs(instant.getEpochSecond()) < 1L << 40) {
                return instant;
            }
        } catch (DateTimeParseException notAnInstant) {
            // said below, in the same words as for one out of range
        }
        throw new InvalidValue(
                "Expected %s to be a time such as 2026-01-31T12:00:00Z, but found '%s'".formatted(name, shown(text)));
    }

    static <E extends Enum<E>> E word(String name, String text, Class<E> type) {
        for (var each : type.getEnumConstants()) {
            if (each.name().equals(text)) {
                return each;
            }
        }
        throw new InvalidValue("Expected %s to be one of %s, but found '%s'"
                .formatted(name, Arrays.toString(type.getEnumConstants()), shown(text)));
    }

    private static String shown(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
