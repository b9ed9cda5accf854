package dev.reprise.gateway.lambda;

import dev.reprise.gateway.lambda.Query.Parameter;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A request in the one form that client and service sign. */
final class CanonicalRequest {
    private static final Pattern SPACES = Pattern.compile(" {2,}");

    private CanonicalRequest() {}

    static String of(RawRequest request, List<String> signedHeaders) {
        var headers = signedHeaders.stream()
                .map(name -> name + ':' + value(request.headers().all(name)) + '\n')
                .collect(Collectors.joining());
        return String.join(
                "\n",
                request.method(),
                path(request.path()),
                query(request),
                headers,
                String.join(";", signedHeaders),
                HexFormat.of().formatHex(Digests.sha256(request.body())));
    }

    private static String value(List<String> lines) {
        return lines.stream()
                .map(line -> SPACES.matcher(line.strip()).replaceAll(" "))
                .collect(Collectors.joining(","));
    }

    /** The path as it was sent, without dots and double slashes, encoded once more: {@code %3A} becomes {@code %253A}. */
    private static String path(String path) {
        var segments = new ArrayDeque<String>();
        for (var segment : path.split("/")) {
            switch (segment) {
                case "", "." -> {}
                case ".." -> segments.pollLast();
                default -> segments.addLast(PercentEncoding.encode(segment));
            }
        }
        var joined = String.join("/", segments);
        return joined.isEmpty() ? "/" : '/' + joined + (path.endsWith("/") ? "/" : "");
    }

    private static String query(RawRequest request) {
        try {
            return request.query().parameters().stream()
                    .map(each ->
                            new Parameter(PercentEncoding.encode(each.name()), PercentEncoding.encode(each.value())))
                    .sorted(Comparator.comparing(Parameter::name).thenComparing(Parameter::value))
                    .map(each -> each.name() + '=' + each.value())
                    .collect(Collectors.joining("&"));
        } catch (IllegalArgumentException badlyEncoded) {
            throw AwsError.INVALID_SIGNATURE.refusal("Expected a percent-encoded query, but found another");
        }
    }
}
