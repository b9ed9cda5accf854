package dev.reprise.gateway.lambda;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The shape of an operation's path, such as {@code /2025-12-01/durable-executions/{DurableExecutionArn}/stop}. SDKs
 * percent-encode the label into one segment; people leave it as it is, and then its slashes are part of it (protocol
 * reference, section 1.2). A path without a label has an empty one.
 */
final class PathShape {
    private static final Pattern SHAPE = Pattern.compile("(.*)\\{(.*)}(.*)");
    private static final Map<String, String> LABELS = Map.of(
            "DurableExecutionArn", "[^/]+(?:/durable-execution/[^/]+/[^/]+)?",
            "FunctionName", "[^/]+",
            "CallbackId", ".+");

    private final String text;
    private final Pattern pattern;

    PathShape(String text) {
        this.text = text;
        if (text.indexOf('{') < 0) {
            pattern = Pattern.compile(Pattern.quote(text) + "()");
            return;
        }
        var parts = SHAPE.matcher(text);
        if (!parts.matches() || !LABELS.containsKey(parts.group(2))) {
            throw new IllegalArgumentException(
                    "Expected a path with one of the labels %s, but found %s".formatted(LABELS.keySet(), text));
        }
        pattern = Pattern.compile(
                Pattern.quote(parts.group(1)) + '(' + LABELS.get(parts.group(2)) + ')' + Pattern.quote(parts.group(3)));
    }

    /** The label within a path, still encoded; null when the path has another shape. */
    @Nullable
    String label(String path) {
        var parts = pattern.matcher(path);
        return parts.matches() ? parts.group(1) : null;
    }

    @Override
    public String toString() {
        return text;
    }
}
