package dev.reprise.gateway.lambda;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which method on which path is which operation. Of two shapes that a path has, the one that was added first counts. */
final class RoutingTable {
    private final List<Row> rows = new ArrayList<>();

    private record Row(PathShape shape, Map<String, ApiOperation> byMethod) {}

    /** Adds an operation. */
    RoutingTable add(String method, String path, ApiOperation operation) {
        for (var row : rows) {
            if (row.shape().toString().equals(path)) {
                row.byMethod().put(method, operation);
                return this;
            }
        }
        rows.add(new Row(new PathShape(path), new TreeMap<>(Map.of(method, operation))));
        return this;
    }

    /** Hands a request to the operation that it is for. */
    Answer answer(RawRequest request) {
        for (var row : rows) {
            var label = row.shape().label(request.path());
            if (label != null) {
                return answer(row, label, request);
            }
        }
        throw AwsError.UNKNOWN_OPERATION.refusal("Expected one of these paths, but found another: "
                + rows.stream().map(row -> row.shape().toString()).collect(Collectors.joining(", ")));
    }

    private static Answer answer(Row row, String label, RawRequest request) {
        var operation = row.byMethod().get(request.method());
        if (operation == null) {
            var allowed = String.join(", ", row.byMethod().keySet());
            var message = "Expected %s on %s, but found %s".formatted(allowed, row.shape(), request.method());
            throw new Refusal(AwsError.METHOD_NOT_ALLOWED.answer(message).with("Allow", allowed));
        }
        return operation.answer(decoded(label, request));
    }

    private static ApiRequest decoded(String label, RawRequest request) {
        try {
            return new ApiRequest(
                    PercentEncoding.decode(label), request.query(), request.headers(), request.body(), request.gone());
        } catch (IllegalArgumentException badlyEncoded) {
            throw AwsError.VALIDATION.refusal(
                    "Expected path and query to be percent-encoded UTF-8, but found " + badlyEncoded.getMessage());
        }
    }
}
