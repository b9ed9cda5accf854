package dev.reprise.workflow.http;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs requests by AWS Signature Version 4 for the service {@code lambda}, as any AWS SDK does. Thread-safe. */
final class RequestSigner {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String HMAC = "HmacSHA256";
    private static final String SIGNED_HEADERS = "host;x-amz-date";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final AccessKey key;
    private final String region;
    private final InstantSource clock;

    /** A signer; the region may be any, for the service is one place. */
    RequestSigner(AccessKey key, String region, InstantSource clock) {
        this.key = key;
        this.region = region;
        this.clock = clock;
    }

    /** Adds the headers that sign a request, which must be sent within five minutes and just so. */
    void sign(HttpRequest.Builder request, String method, URI uri, byte[] body) {
        var time = TIME.format(clock.instant());
        var date = time.substring(0, 8);
        var scope = String.join("/", date, region, "lambda", "aws4_request");
        var canonical = String.join(
                "\n",
                method,
                path(uri),
                query(uri),
                "host:" + uri.getRawAuthority(),
                "x-amz-date:" + time,
                "",
                SIGNED_HEADERS,
                sha256(body));
        var toSign = String.join("\n", ALGORITHM, time, scope, sha256(canonical.getBytes(StandardCharsets.UTF_8)));
        var signing = ("AWS4" + key.secret()).getBytes(StandardCharsets.UTF_8);
        for (var part : scope.split("/", -1)) {
            signing = hmac(signing, part);
        }
        request.header("X-Amz-Date", time)
                .header(
                        "Authorization",
                        "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s"
                                .formatted(
                                        ALGORITHM,
                                        key.id(),
                                        scope,
                                        SIGNED_HEADERS,
                                        HexFormat.of().formatHex(hmac(signing, toSign))));
    }

    /** The path as it is sent, encoded once more: {@code %3A} becomes {@code %253A}. */
    private static String path(URI uri) {
        return Stream.of(uri.getRawPath().split("/", -1))
                .map(segment -> URLEncoder.encode(segment, StandardCharsets.UTF_8)
                        .replace("+", "%20")
                        .replace("*", "%2A")
                        .replace("%7E", "~"))
                .collect(Collectors.joining("/"));
    }

    private static String query(URI uri) {
        var query = uri.getRawQuery();
        return query == null ? "" : Stream.of(query.split("&", -1)).sorted().collect(Collectors.joining("&"));
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected every JDK to have SHA-256", e);
        }
    }

    private static byte[] hmac(byte[] secret, String text) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret, HMAC));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected every JDK to have " + HMAC, e);
        }
    }
}
