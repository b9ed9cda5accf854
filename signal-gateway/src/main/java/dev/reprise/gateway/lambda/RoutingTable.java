package dev.reprise.gateway.lambda;

import dev.reprise.gateway.security.Access;
import dev.reprise.gateway.security.Requester;
import dev.reprise.gateway.security.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which method on which path is which operation. Of two shapes that a path has, the one that was added first counts. */
final class RoutingTable {
    private final List<Row> rows = new ArrayList<>();

    private record Row(PathShape shape, Map<String, Entry> byMethod) {}

    private record Entry(ApiOperation operation, Access access) {}

    /** Says who may do what, before it is done; throws a {@link Refusal} at those who may not. */
    @FunctionalInterface
    interface Check {
        Requester admit(Access access, String label);
    }

    /**
     * Adds an operation.
     *
     * @throws java.util.NoSuchElementException when {@link Routes} does not say who may do it
     */
    RoutingTable add(String method, String path, ApiOperation operation) {
        var entry = new Entry(operation, Routes.access(method, path));
        for (var row : rows) {
            if (row.shape().toString().equals(path)) {
                row.byMethod().put(method, entry);
                return this;
            }
        }
        rows.add(new Row(new PathShape(path), new TreeMap<>(Map.of(method, entry))));
        return this;
    }

    /** Hands a request to the operation that it is for, if whoever makes it may do that. */
    Answer answer(RawRequest request, Check check) {
        for (var row : rows) {
            var label = row.shape().label(request.path());
            if (label != null) {
                return answer(row, label, request, check);
            }
        }
        throw AwsError.UNKNOWN_OPERATION.refusal("Expected one of these paths, but found another: "
                + rows.stream().map(row -> row.shape().toString()).collect(Collectors.joining(", ")));
    }

    private static Answer answer(Row row, String label, RawRequest request, Check check) {
        var entry = row.byMethod().get(request.method());
        if (entry == null) {
            var allowed = String.join(", ", row.byMethod().keySet());
            var message = "Expected %s on %s, but found %s".formatted(allowed, row.shape(), request.method());
            throw new Refusal(AwsError.METHOD_NOT_ALLOWED.answer(message).with("Allow", allowed));
        }
        var decoded = decoded(label);
        var requester = check.admit(entry.access(), decoded);
        return entry.operation()
                .answer(new ApiRequest(
                        decoded, query(request), request.headers(), request.body(), requester, request.gone()));
    }

    /** Every operation by its method and shape, for the test that each has its line among the routes. */
    List<String> operations() {
        return rows.stream()
                .flatMap(row -> row.byMethod().keySet().stream().map(method -> method + ' ' + row.shape()))
                .toList();
    }

    private static Query query(RawRequest request) {
        try {
            return request.query();
        } catch (IllegalArgumentException badlyEncoded) {
            throw notEncoded(badlyEncoded);
        }
    }

    private static String decoded(String label) {
        try {
            return PercentEncoding.decode(label);
        } catch (IllegalArgumentException badlyEncoded) {
            throw notEncoded(badlyEncoded);
        }
    }

    private static Refusal notEncoded(IllegalArgumentException badlyEncoded) {
        return AwsError.VALIDATION.refusal(
                "Expected path and query to be percent-encoded UTF-8, but found " + badlyEncoded.getMessage());
    }
}
