package dev.reprise.gateway.lambda;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a refused token is answered with. SDKs tell it from fatal errors by the beginning of the sentence, and older ones
 * know it only with capitals: in the real service's words they would end a healthy execution (protocol reference,
 * section 3.4).
 */
final class StaleTokenMessage {
    private static final String REAL = "Invalid checkpoint token";
    private static final String CAPITALS = "Invalid Checkpoint Token";
    private static final Pattern SDK =
            Pattern.compile("aws-durable-execution-sdk-([a-z]+)/([0-9]{1,6})\\.([0-9]{1,6})(?:\\.([0-9]{1,6}))?");

    /** The last release of each SDK that wants capitals. */
    private static final List<Release> LAST_WITH_CAPITALS = List.of(
            new Release("java", 2, 1, Integer.MAX_VALUE),
            new Release("js", 2, 4, Integer.MAX_VALUE),
            new Release("python", 2, 0, 0));

    private record Release(String sdk, int major, int minor, int patch) {
        boolean isNotAfter(Release last) {
            if (major != last.major) {
                return major < last.major;
            }
            return minor != last.minor ? minor < last.minor : patch <= last.patch;
        }
    }

    private StaleTokenMessage() {}

    static String forUserAgent(@Nullable String userAgent) {
        var sdk = SDK.matcher(userAgent == null ? "" : userAgent);
        if (!sdk.find()) {
            return REAL;
        }
        var release = new Release(
                sdk.group(1),
                Integer.parseInt(sdk.group(2)),
                Integer.parseInt(sdk.group(3)),
                sdk.group(4) == null ? 0 : Integer.parseInt(sdk.group(4)));
        return LAST_WITH_CAPITALS.stream()
                        .anyMatch(last -> last.sdk().equals(release.sdk()) && release.isNotAfter(last))
                ? CAPITALS
                : REAL;
    }
}
