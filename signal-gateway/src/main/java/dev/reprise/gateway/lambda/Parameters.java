package dev.reprise.gateway.lambda;

import dev.reprise.core.state.ExecutionStatus;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of one request while they are being read. What is not shaped as it must be is noted, and refused all at
 * once by {@link #requireShape}, after which what was read may be used.
 */
final class Parameters {
    private static final int USUAL_ITEMS = 100;
    private static final int MAX_ITEMS = 1_000;
    private static final int MAX_STATUSES = 10;
    private static final int SHOWN_CHARACTERS = 100;
    private static final Pattern SECONDS = Pattern.compile("-?[0-9]{1,13}(?:\\.[0-9]{1,9})?");
    private static final long LATEST_SECOND = 1L << 40;

    private final ApiRequest request;
    private final List<String> violations = new ArrayList<>();

    Parameters(ApiRequest request) {
        this.request = request;
    }

    /** The execution that the path names. Whatever it is after a violation, it is not to be used. */
    ExecutionArn executionArn() {
        var arn = ExecutionArn.parse(request.label());
        if (arn == null || request.label().length() > ExecutionArn.MAX_LENGTH) {
            label("durableExecutionArn", ExecutionArn.MAX_LENGTH, ExecutionArn.PATTERN);
            return new ExecutionArn("", "", "", "");
        }
        return arn;
    }

    /** What the path names. */
    String label(String member, int maxLength, Pattern pattern) {
        check(member, request.label(), maxLength, pattern);
        return request.label();
    }

    /** A text, or null when there is none. */
    @Nullable
    String text(String name, int maxLength, Pattern pattern) {
        var text = request.query().first(name);
        if (text != null) {
            check(member(name), text, maxLength, pattern);
        }
        return text;
    }

    /** A text that must be there. */
    String required(String name, int maxLength, Pattern pattern) {
        var text = text(name, maxLength, pattern);
        if (text == null) {
            violations.add(
                    "Value null at '%s' failed to satisfy constraint: Member must not be null".formatted(member(name)));
            return "";
        }
        return text;
    }

    /** A header's text, or null when there is none. */
    @Nullable
    String header(String name, String member, int maxLength, Pattern pattern) {
        var text = request.headers().first(name);
        if (text != null) {
            check(member, text, maxLength, pattern);
        }
        return text;
    }

    /** A header that is one of some words. */
    <T> T header(String name, String member, T usual, T[] words) {
        var text = request.headers().first(name);
        if (text == null) {
            return usual;
        }
        for (var word : words) {
            if (word.toString().equals(text)) {
                return word;
            }
        }
        violated(member, text, "Member must satisfy enum value set: " + List.of(words));
        return usual;
    }

    private void check(String member, String text, int maxLength, Pattern pattern) {
        if (text.length() > maxLength) {
            violated(member, text, "Member must have length less than or equal to " + maxLength);
        } else if (!pattern.matcher(text).matches()) {
            violated(member, text, "Member must satisfy regular expression pattern: " + pattern);
        }
    }

    /** Where a page begins, or null for the first. */
    @Nullable
    String marker() {
        return request.query().first("Marker");
    }

    /** How many items a page may have. */
    int maxItems() {
        var text = request.query().first("MaxItems");
        int items = text == null ? 0 : number(text);
        if (items < 0) {
            violated("maxItems", text, "Member must have value greater than or equal to 0");
        } else if (items > MAX_ITEMS) {
            violated("maxItems", text, "Member must have value less than or equal to " + MAX_ITEMS);
        }
        return items == 0 ? USUAL_ITEMS : items;
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw unreadable("MaxItems", "a whole number", text);
        }
    }

    /** Yes or no. */
    boolean flag(String name, boolean usual) {
        var text = request.query().first(name);
        if (text == null) {
            return usual;
        }
        if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            throw unreadable(name, "true or false", text);
        }
        return Boolean.parseBoolean(text);
    }

    /** A point in time, as SDKs write it or in seconds since the epoch; null when there is none. */
    @Nullable
    Instant time(String name) {
        var text = request.query().first(name);
        if (text == null) {
            return null;
        }
        try {
            var time = SECONDS.matcher(text).matches() ? seconds(new BigDecimal(text)) : Instant.parse(text);
            if (Math.abs(time.getEpochSecond()) <= LATEST_SECOND) {
                return time;
            }
        } catch (DateTimeException notATime) {
            // said below, in the same words as for one beyond all calendars
        }
        throw unreadable(name, "a time such as 2026-01-31T12:00:00Z or 1769860800.5", text);
    }

    private static Instant seconds(BigDecimal seconds) {
        long nanos = seconds.remainder(BigDecimal.ONE).movePointRight(9).longValueExact();
        return Instant.ofEpochSecond(seconds.longValue(), nanos);
    }

    /** Any of these statuses; none for all. */
    Set<ExecutionStatus> statuses() {
        var texts = request.query().all("Statuses");
        if (texts.size() > MAX_STATUSES) {
            violated("statuses", texts, "Member must have length less than or equal to " + MAX_STATUSES);
        }
        var statuses = EnumSet.noneOf(ExecutionStatus.class);
        for (int i = 0; i < texts.size(); i++) {
            var text = texts.get(i);
            var status = Stream.of(ExecutionStatus.values())
                    .filter(each -> each.name().equals(text))
                    .findFirst();
            if (status.isPresent()) {
                statuses.add(status.get());
            } else {
                violated(
                        "statuses.%d.member".formatted(i + 1),
                        text,
                        "Member must satisfy enum value set: " + List.of(ExecutionStatus.values()));
            }
        }
        return statuses;
    }

    /**
     * To be called when all has been read and before it is used.
     *
     * @throws Refusal naming all violations
     */
    void requireShape() {
        if (!violations.isEmpty()) {
            throw AwsError.VALIDATION.refusal("%d validation error%s detected: %s"
                    .formatted(violations.size(), violations.size() == 1 ? "" : "s", String.join("; ", violations)));
        }
    }

    private void violated(String member, @Nullable Object value, String constraint) {
        violations.add("Value '%s' at '%s' failed to satisfy constraint: %s"
                .formatted(shown(String.valueOf(value)), member, constraint));
    }

    /** The marker is none that was given out for the same question. */
    static Refusal invalidMarker() {
        return AwsError.INVALID_PARAMETER_VALUE.refusal("Invalid Marker");
    }

    private static Refusal unreadable(String name, String expected, String found) {
        return AwsError.SERIALIZATION.refusal(
                "Expected %s to be %s, but found '%s'".formatted(name, expected, shown(found)));
    }

    private static String member(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    private static String shown(String text) {
        return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "…";
    }
}
