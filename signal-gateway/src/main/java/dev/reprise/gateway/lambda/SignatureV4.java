package dev.reprise.gateway.lambda;

import dev.reprise.gateway.security.Requester;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Checks that a request was signed with one of the access keys, by AWS Signature Version 4 in the {@code Authorization}
 * header, within five minutes. Any region will do: clients sign for the one that they are configured with.
 */
final class SignatureV4 {
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final AccessKeys keys;

    SignatureV4(AccessKeys keys) {
        this.keys = keys;
    }

    /**
     * Whose key a request was signed with.
     *
     * @param now the time of the clock that the signature's time is held against
     * @throws Refusal when it is not signed as it must be; it tells no secret and nothing of the right signature
     */
    Requester verify(RawRequest request, Instant now) {
        var authorization = Authorization.of(request.headers());
        var key = keys.find(authorization.accessKeyId());
        if (key == null) {
            throw AwsError.UNRECOGNIZED_CLIENT.refusal("The security token included in the request is invalid.");
        }
        var signedAt = signedAt(authorization, request.headers(), now);
        var right = signature(key.secret(), authorization, signedAt, request);
        if (!MessageDigest.isEqual(right, authorization.signature())) {
            throw AwsError.INVALID_SIGNATURE.refusal(
                    "The request signature we calculated does not match the signature you provided. Check your AWS"
                            + " Secret Access Key and signing method, and that no proxy changes path, query, body or"
                            + " the headers that are signed.");
        }
        return key.owner();
    }

    /** When the request was signed, as it says it, if that is just now. */
    private static String signedAt(Authorization authorization, Headers headers, Instant now) {
        var signedAt = headers.first("X-Amz-Date");
        var time = signedAt == null ? null : time(signedAt);
        if (signedAt == null || time == null) {
            throw AwsError.INCOMPLETE_SIGNATURE.refusal(
                    "Expected a header X-Amz-Date such as 20260131T120000Z, but found "
                            + (signedAt == null ? "none" : "another text"));
        }
        if (!signedAt.startsWith(authorization.date())) {
            throw AwsError.INVALID_SIGNATURE.refusal(
                    "Expected the date of the credential's scope to be that of X-Amz-Date, but found another");
        }
        if (Duration.between(time, now).abs().compareTo(SKEW) > 0) {
            throw AwsError.INVALID_SIGNATURE.refusal(
                    "Expected a signature not more than 5 minutes away from %s, but found one of %s"
                            .formatted(TIME.format(now), signedAt));
        }
        return signedAt;
    }

    private static @Nullable Instant time(String text) {
        try {
            return Instant.from(TIME.parse(text));
        } catch (DateTimeException notATime) {
            return null;
        }
    }

    private static byte[] signature(byte[] secret, Authorization authorization, String signedAt, RawRequest request) {
        var canonical = CanonicalRequest.of(request, authorization.signedHeaders());
        var toSign = String.join(
                "\n",
                Authorization.ALGORITHM,
                signedAt,
                authorization.scope(),
                HexFormat.of().formatHex(Digests.sha256(canonical.getBytes(StandardCharsets.UTF_8))));
        var key = ("AWS4" + new String(secret, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
        for (var part : authorization.scope().split("/", -1)) {
            key = Digests.hmacSha256(key, part);
        }
        return Digests.hmacSha256(key, toSign);
    }
}
