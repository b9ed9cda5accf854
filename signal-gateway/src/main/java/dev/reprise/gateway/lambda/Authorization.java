package dev.reprise.gateway.lambda;

import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The {@code Authorization} header of a signed request.
 *
 * @param accessKeyId whose key
 * @param date the date of the scope, such as {@code 20260131}
 * @param region the region of the scope, any
 * @param signedHeaders the headers that were signed, in lower case and in order
 * @param signature 32 bytes
 */
@SuppressWarnings("ArrayRecordComponent") // compared by whoever checks it, in constant time
record Authorization(String accessKeyId, String date, String region, List<String> signedHeaders, byte[] signature) {
    static final String ALGORITHM = "AWS4-HMAC-SHA256";

    private static final Pattern CREDENTIAL = Pattern.compile(
            "\\bCredential=([^/,\\s]+)/([0-9]{8})/([A-Za-z0-9-]+)/([A-Za-z0-9-]+)/aws4_request(?:,|\\s|$)");
    private static final Pattern SIGNED_HEADERS = Pattern.compile("\\bSignedHeaders=([a-z0-9_.;-]+)(?:,|\\s|$)");
    private static final Pattern SIGNATURE = Pattern.compile("\\bSignature=([0-9a-f]{64})(?:,|\\s|$)");

    /** The scope that a signing key is good for. */
    String scope() {
        return String.join("/", date, region, "lambda", "aws4_request");
    }

    /**
     * Reads the header.
     *
     * @throws Refusal when there is none, or none of the kind
     */
    static Authorization of(Headers headers) {
        var text = headers.first("Authorization");
        if (text == null || text.isBlank()) {
            throw AwsError.MISSING_AUTHENTICATION_TOKEN.refusal("Missing Authentication Token");
        }
        var credential = CREDENTIAL.matcher(text);
        var signed = SIGNED_HEADERS.matcher(text);
        var signature = SIGNATURE.matcher(text);
        if (!text.startsWith(ALGORITHM + ' ') || !credential.find() || !signed.find() || !signature.find()) {
            throw AwsError.INCOMPLETE_SIGNATURE.refusal(
                    "Expected an Authorization header of %s with Credential, SignedHeaders and Signature, but found another"
                            .formatted(ALGORITHM));
        }
        if (!credential.group(4).equals("lambda")) {
            throw AwsError.INVALID_SIGNATURE.refusal("Credential should be scoped to correct service: 'lambda'.");
        }
        var names = List.of(signed.group(1).split(";", -1));
        if (!names.contains("host")) {
            throw AwsError.INVALID_SIGNATURE.refusal("Expected 'host' among the SignedHeaders, but found others only");
        }
        return new Authorization(
                credential.group(1),
                credential.group(2),
                credential.group(3),
                names,
                HexFormat.of().parseHex(signature.group(1)));
    }
}
