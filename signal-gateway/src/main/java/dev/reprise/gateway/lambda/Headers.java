package dev.reprise.gateway.lambda;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request's headers. A name's capitals do not matter.
 *
 * @param lines name and value, as they came
 */
record Headers(List<Map.Entry<String, String>> lines) {
    Headers {
        lines = List.copyOf(lines);
    }

    /** The first value of a header, or null when there is none. */
    @Nullable
    String first(String name) {
        var all = all(name);
        return all.isEmpty() ? null : all.getFirst();
    }

    /** All values of a header. */
    List<String> all(String name) {
        return lines.stream()
                .filter(line -> line.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .toList();
    }
}
