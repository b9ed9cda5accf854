package dev.reprise.gateway.application;

import dev.reprise.core.InvalidValue;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How callers name a function: {@code name}, {@code name:qualifier}, a partial ARN such as
 * {@code 111122223333:function:name:qualifier} (with or without a region before the account), or a full ARN; and, where
 * there is a separate parameter for it, the qualifier by itself.
 *
 * @param name the function's plain name, 1 to 64 letters, digits, {@code -} and {@code _}
 * @param qualifier a version or an alias as it was written; null when none was
 * @param account the account that an ARN names, 12 digits; null when none was
 * @param region the region that an ARN names; null when none was
 */
public record FunctionName(
        String name,
        @Nullable String qualifier,
        @Nullable String account,
        @Nullable String region) {
    private static final Pattern NAME = Pattern.compile(
            "(?:(?:arn:[a-z-]+:lambda:)?(?:(?<region>[a-z0-9-]+):)?(?<account>[0-9]{12}):function:)?(?<name>[A-Za-z0-9_-]{1,64})(?::(?<qualifier>[^:]+))?");
    private static final Pattern QUALIFIER = Pattern.compile("\\$LATEST(?:\\.PUBLISHED)?|[A-Za-z0-9_-]{1,128}");

    /**
     * Reads how a caller names a function.
     *
     * @param text the name or ARN
     * @param qualifier the separate parameter; null or empty when it was not given
     * @throws InvalidValue when the text is no name of a function, the qualifier can be neither a version nor an alias, or
     *     both name a qualifier and not the same
     */
    public static FunctionName parse(String text, @Nullable String qualifier) {
        var parts = NAME.matcher(text);
        if (!parts.matches() || (text.startsWith("arn:") && parts.group("region") == null)) {
            throw new InvalidValue(
                    "Expected a function as name, name:qualifier, ACCOUNT:function:name or an ARN, but found '%s'"
                            .formatted(shown(text)));
        }
        return new FunctionName(
                parts.group("name"),
                one(parts.group("qualifier"), qualifier == null || qualifier.isEmpty() ? null : qualifier),
                parts.group("account"),
                parts.group("region"));
    }

    private static @Nullable String one(@Nullable String within, @Nullable String separate) {
        requireQualifier(within);
        requireQualifier(separate);
        if (within != null && separate != null && !within.equals(separate)) {
            throw new InvalidValue(
                    "Expected the same qualifier in the function's name as beside it, but found '%s' and '%s'"
                            .formatted(within, separate));
        }
        return within == null ? separate : within;
    }

    private static void requireQualifier(@Nullable String qualifier) {
        if (qualifier != null && !QUALIFIER.matcher(qualifier).matches()) {
            throw new InvalidValue(
                    "Expected a qualifier such as $LATEST, a version's number or an alias, but found '%s'"
                            .formatted(shown(qualifier)));
        }
    }

    private static String shown(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
