package dev.reprise.workflow.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * What is wrong with JSON, without the JSON: parsers like to show what they found, and that may be somebody's name or card
 * number, which has no place in logs and answers.
 */
public final class JsonFault {
    /** From the first quote to the last one: what is between may hold quotes itself. */
    private static final Pattern QUOTED = Pattern.compile("'.*'|\".*\"|`.*`");

    private static final Pattern NUMBER = Pattern.compile("\\([-+.0-9eE]+(?:\\[truncated])?\\)|-?[0-9]{6,}");

    private JsonFault() {}

    /** What is wrong, and where, in one line. */
    public static String of(IOException fault) {
        return fault instanceof JsonProcessingException json
                ? what(json) + where(json)
                : what(String.valueOf(fault.getMessage()));
    }

    private static String what(JsonProcessingException fault) {
        return what(fault.getOriginalMessage());
    }

    private static String what(String message) {
        var line = message.lines().findFirst().orElse("");
        return NUMBER.matcher(QUOTED.matcher(line).replaceAll("'…'")).replaceAll("(…)");
    }

    private static String where(JsonProcessingException fault) {
        var place = fault.getLocation();
        return place == null ? "" : ", at line %d, column %d".formatted(place.getLineNr(), place.getColumnNr());
    }
}
