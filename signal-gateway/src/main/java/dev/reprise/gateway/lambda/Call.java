package dev.reprise.gateway.lambda;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call, its path taken apart before anything was decoded: an ARN is one path segment, percent-encoded by SDKs
 * ({@code %2F} within it is no separator) and often left as it is by people (protocol reference, section 1.2).
 *
 * @param method the HTTP method
 * @param collection the first segment after the API's date
 * @param resource what is between the collection and the last segment, decoded
 * @param action the last segment
 * @param query the query parameters, decoded; of a repeated one the first
 */
record Call(String method, String collection, String resource, String action, Map<String, String> query) {
    /**
     * Takes a raw request target apart.
     *
     * @return null when it is not {@code PREFIX collection/resource/action} or not properly encoded
     */
    static @Nullable Call parse(String method, String prefix, String target) {
        int question = target.indexOf('?');
        var path = question < 0 ? target : target.substring(0, question);
        if (!path.startsWith(prefix)) {
            return null;
        }
        var rest = path.substring(prefix.length());
        int first = rest.indexOf('/');
        int last = rest.lastIndexOf('/');
        if (first < 0 || first == last) {
            return null;
        }
        try {
            return new Call(
                    method,
                    rest.substring(0, first),
                    decode(rest.substring(first + 1, last)),
                    rest.substring(last + 1),
                    question < 0 ? Map.of() : query(target.substring(question + 1)));
        } catch (IllegalArgumentException badlyEncoded) {
            return null;
        }
    }

    private static Map<String, String> query(String text) {
        var query = new HashMap<String, String>();
        for (var part : List.of(text.split("&", -1))) {
            int equals = part.indexOf('=');
            query.putIfAbsent(
                    decode(equals < 0 ? part : part.substring(0, equals)),
                    equals < 0 ? "" : decode(part.substring(equals + 1)));
        }
        return query;
    }

    /** Percent-decoding that, unlike that of forms, leaves a plus as it is. */
    private static String decode(String text) {
        return java.net.URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
