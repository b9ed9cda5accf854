package dev.reprise.gateway.lambda;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request's headers. A name's capitals do not matter. */
final class Headers {
    private final TreeMap<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /** From all lines, in order. */
    Headers(Iterable<Map.Entry<String, String>> lines) {
        lines.forEach(line ->
                values.computeIfAbsent(line.getKey(), name -> new ArrayList<>()).add(line.getValue()));
    }

    /** The first value of a header, or null when there is none. */
    @Nullable
    String first(String name) {
        var all = all(name);
        return all.isEmpty() ? null : all.getFirst();
    }

    /** All values of a header. */
    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }
}
