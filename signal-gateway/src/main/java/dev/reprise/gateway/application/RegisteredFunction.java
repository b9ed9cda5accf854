package dev.reprise.gateway.application;

import dev.reprise.core.InvalidValue;
import dev.reprise.core.Terms;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * A function that can be started or called, in one of its versions.
 *
 * @param name 1 to 64 letters, digits, {@code -} and {@code _}
 * @param version {@link #LATEST}, which changes whenever the function is registered again, or the number of a published
 *     version, which never changes
 * @param target where its code is
 * @param durable whether calling it starts an execution; a plain function is called once
 * @param terms what its executions run under: a timeout of 1 second to 366 days, a retention of 1 to 90 days
 * @param maxConcurrency how many of its invocations this node runs at once, at least 1
 * @param invocationTimeout how long one invocation may take, 1 second to a day
 */
public record RegisteredFunction(
        String name,
        String version,
        FunctionTarget target,
        boolean durable,
        Terms terms,
        int maxConcurrency,
        Duration invocationTimeout) {
    /** The version that is the function as it is now. */
    public static final String LATEST = "$LATEST";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern PUBLISHED = Pattern.compile("[1-9][0-9]{0,8}");
    private static final Duration SECOND = Duration.ofSeconds(1);

    public RegisteredFunction {
        requireName(name);
        if (!version.equals(LATEST)) {
            requireVersion(version);
        }
        requireWithin("an execution timeout", terms.timeout(), SECOND, Duration.ofDays(366));
        requireWithin("a retention", terms.retention(), Duration.ofDays(1), Duration.ofDays(90));
        requireWithin("an invocation timeout", invocationTimeout, SECOND, Duration.ofDays(1));
        if (maxConcurrency < 1) {
            throw new InvalidValue("Expected a concurrency of at least 1, but found " + maxConcurrency);
        }
    }

    /**
     * A durable function as it is without further settings: the usual terms, 100 at once, 15 minutes each.
     */
    public static RegisteredFunction durable(String name, FunctionTarget target) {
        return new RegisteredFunction(name, LATEST, target, true, Terms.DEFAULT, 100, Duration.ofMinutes(15));
    }

    /**
     * Checks a function's name.
     *
     * @throws InvalidValue when it cannot be one
     */
    public static String requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidValue(
                    "Expected a function name of 1 to 64 characters (letters, digits, '-' and '_'), but found '%s' (%d characters)"
                            .formatted(name.length() <= 80 ? name : name.substring(0, 80) + "…", name.length()));
        }
        return name;
    }

    /**
     * Checks a published version.
     *
     * @throws InvalidValue when it is no number from 1 on
     */
    public static String requireVersion(String version) {
        if (!isPublished(version)) {
            throw new InvalidValue("Expected a published version's number such as 7, but found '%s'"
                    .formatted(version.length() <= 80 ? version : version.substring(0, 80) + "…"));
        }
        return version;
    }

    /** Whether a qualifier is the number of a published version, and not an alias or {@link #LATEST}. */
    public static boolean isPublished(String qualifier) {
        return PUBLISHED.matcher(qualifier).matches();
    }

    private static void requireWithin(String what, Duration duration, Duration least, Duration most) {
        if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
            throw new InvalidValue("Expected %s from %s to %s, but found %s".formatted(what, least, most, duration));
        }
    }

    /** The same settings under another version. */
    public RegisteredFunction as(String otherVersion) {
        return new RegisteredFunction(name, otherVersion, target, durable, terms, maxConcurrency, invocationTimeout);
    }

    /**
     * The terms that an execution started now runs under.
     *
     * @param maxResultBytes the largest result that whoever starts it can take
     */
    public Terms terms(int maxResultBytes) {
        return terms.withMaxResultBytes(Math.min(maxResultBytes, terms.maxResultBytes()));
    }
}
