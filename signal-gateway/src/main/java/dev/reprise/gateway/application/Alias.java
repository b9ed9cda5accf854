package dev.reprise.gateway.application;

import dev.reprise.core.InvalidValue;
import java.util.regex.Pattern;

/**
 * A name for a version of a function.
 *
 * @param name 1 to 128 letters, digits, {@code -} and {@code _}, not digits alone
 * @param version what it stands for: a published version's number, or {@link RegisteredFunction#LATEST}
 */
public record Alias(String name, String version) {
    private static final Pattern NAME = Pattern.compile("(?![0-9]+$)[A-Za-z0-9_-]{1,128}");

    public Alias {
        requireName(name);
        if (!version.equals(RegisteredFunction.LATEST)) {
            RegisteredFunction.requireVersion(version);
        }
    }

    /**
     * Checks an alias's name.
     *
     * @throws InvalidValue when it cannot be one
     */
    public static String requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidValue(
                    "Expected an alias of 1 to 128 letters, digits, '-' and '_' that is no number, but found '%s'"
                            .formatted(name.length() <= 80 ? name : name.substring(0, 80) + "…"));
        }
        return name;
    }
}
