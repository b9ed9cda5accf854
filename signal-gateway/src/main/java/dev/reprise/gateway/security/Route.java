package dev.reprise.gateway.security;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Requests that one rule is for.
 *
 * @param method the HTTP method; {@code *} for any
 * @param path segments, of which one or more in braces stand for any; {@code **} at the end for any rest, also none
 * @param access what they ask for
 */
public record Route(String method, String path, Access access) {
    private static final String REST = "**";

    /** Whether a method is that of these requests. */
    boolean takes(String method) {
        return this.method.equals("*") || this.method.equals(method);
    }

    /** Whether a path's segments are of a shape. */
    static boolean match(List<String> shape, List<String> segments) {
        boolean open = shape.getLast().equals(REST);
        int fixed = open ? shape.size() - 1 : shape.size();
        if (segments.size() < fixed || (!open && segments.size() > fixed)) {
            return false;
        }
        for (int i = 0; i < fixed; i++) {
            var each = shape.get(i);
            if (!each.startsWith("{") && !each.equals(segments.get(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * What a path has in the place of the first segment in braces, decoded; null when it has none, or is badly encoded.
     *
     * @param path of a request that is one of these
     */
    public @Nullable String subject(String path) {
        var shape = segments(this.path);
        for (int i = 0; i < shape.size(); i++) {
            if (shape.get(i).startsWith("{")) {
                return decoded(segments(path).get(i));
            }
        }
        return null;
    }

    private static @Nullable String decoded(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badlyEncoded) {
            return null;
        }
    }

    static List<String> segments(String path) {
        return List.of(path.substring(1).split("/"));
    }
}
