package dev.reprise.gateway.lambda;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Query parameters, decoded, in the order in which they came.
 *
 * @param parameters each as often as it was given
 */
record Query(List<Parameter> parameters) {
    Query {
        parameters = List.copyOf(parameters);
    }

    /** One parameter. */
    record Parameter(String name, String value) {}

    /**
     * Reads what is behind the question mark.
     *
     * @throws IllegalArgumentException when it is not properly encoded
     */
    static Query parse(String text) {
        var parameters = new ArrayList<Parameter>();
        for (var part : text.split("&", -1)) {
            if (!part.isEmpty()) {
                int equals = part.indexOf('=');
                parameters.add(new Parameter(
                        PercentEncoding.decode(equals < 0 ? part : part.substring(0, equals)),
                        equals < 0 ? "" : PercentEncoding.decode(part.substring(equals + 1))));
            }
        }
        return new Query(parameters);
    }

    /** All values of a parameter that are not empty. */
    List<String> all(String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameter::value)
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /** The first value of a parameter, or null when there is none or it is empty. */
    @Nullable
    String first(String name) {
        var all = all(name);
        return all.isEmpty() ? null : all.getFirst();
    }
}
