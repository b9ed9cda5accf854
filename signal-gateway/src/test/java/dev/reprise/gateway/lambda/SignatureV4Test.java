package dev.reprise.gateway.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reprise.core.InvalidValue;
import dev.reprise.gateway.security.Role;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** What AWS's own signer signs is held against the verifier, as it is and changed. */
class SignatureV4Test {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final AwsCredentialsIdentity ALICE = AwsCredentialsIdentity.create("AKIDALICE", "s3cr3t/of+alice=");
    private static final String ARN =
            "/2025-12-01/durable-executions/arn%3Aaws%3Alambda%3Aus-east-1%3A000000000000%3Afunction%3Af%3A%24LATEST%2Fdurable-execution%2Fn%2F0001-018f2c2e-7d0a-7c1e-9f0a-3b1d5e7f9a11";

    private final SignatureV4 signatures = new SignatureV4(
            LambdaServer.accessKeys(List.of("AKIDBOB:read:other", "AKIDALICE:operate:order-:s3cr3t/of+alice=")));

    private static RawRequest signed(String method, String target, byte[] body) {
        return signed(method, target, body, ALICE, "eu-west-1", "lambda", Map.of());
    }

    private static RawRequest signed(
            String method,
            String target,
            byte[] body,
            AwsCredentialsIdentity identity,
            String region,
            String service,
            Map<String, String> headers) {
        var unsigned = SdkHttpRequest.builder()
                .method(SdkHttpMethod.fromValue(method))
                .uri(URI.create("http://127.0.0.1:8080" + target))
                .putHeader("Content-Type", "application/json")
                .putHeader("amz-sdk-invocation-id", "5a2b4f6e-0000-4000-8000-3f5a1b2c3d4e")
                .putHeader("amz-sdk-request", "attempt=1; max=3");
        headers.forEach(unsigned::putHeader);
        var signed = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(identity)
                        .request(unsigned.build())
                        .payload(ContentStreamProvider.fromByteArray(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(NOW, ZoneOffset.UTC)));
        var lines = new ArrayList<Map.Entry<String, String>>();
        signed.request().forEachHeader((name, values) -> values.forEach(value -> lines.add(Map.entry(name, value))));
        return new RawRequest(method, target, new Headers(lines), body);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Refusal refusal(RawRequest request, Instant now) {
        var refusal = catchThrowableOfType(Refusal.class, () -> signatures.verify(request, now));
        assertThat(refusal).as("%s", request).isNotNull();
        assertThat(refusal.answer().status()).isEqualTo(403);
        assertThat(refusal.answer().toString()).doesNotContain("s3cr3t");
        return refusal;
    }

    private void assertRefused(RawRequest request, String errorType) {
        assertThat(refusal(request, NOW).answer().headers()).containsEntry("x-amzn-errortype", errorType);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | " + ARN + "/checkpoint | {\"CheckpointToken\":\"00\"}",
                "GET | " + ARN + " | ''",
                "GET | " + ARN + "/state?CheckpointToken=a%2Bb%2Fc%3D%3D&Marker=&MaxItems=0 | ''",
                "GET | " + ARN + "/history?ReverseOrder=true&IncludeExecutionData=false | ''",
                "POST | " + ARN + "/stop | {}",
                "DELETE | " + ARN + " | ''",
                "GET | /2025-12-01/functions/order%3A%24LATEST/durable-executions?Statuses=RUNNING&Statuses=FAILED&StartedAfter=2026-01-01T00%3A00%3A00Z&DurableExecutionName=a%20b%26c%3D%C3%BC | ''",
                "POST | /2025-12-01/durable-execution-callbacks/ab%2Bcd%2Fef%3D%3D/succeed | ü – any bytes",
                "POST | /2015-03-31/functions/order/invocations?Qualifier=%24LATEST | 7",
                "GET | /2025-12-01/functions/~a.b_c-d/durable-executions | ''",
            })
    void whatTheSdkSignsIsAccepted(String method, String target, String body) {
        var request = signed(method, target, utf8(body));

        assertThatCode(() -> signatures.verify(request, NOW)).doesNotThrowAnyException();
    }

    @Test
    void temporaryCredentialsBringATokenThatIsSignedToo() {
        var session = AwsSessionCredentialsIdentity.create("AKIDALICE", "s3cr3t/of+alice=", "a-session-token");

        var request = signed("POST", ARN + "/stop", utf8("{}"), session, "us-east-1", "lambda", Map.of());

        assertThat(request.headers().first("x-amz-security-token")).isEqualTo("a-session-token");
        assertThatCode(() -> signatures.verify(request, NOW)).doesNotThrowAnyException();
    }

    @Test
    void spacesWithinHeadersDoNotMatter() {
        var request =
                signed("GET", ARN, new byte[0], ALICE, "us-east-1", "lambda", Map.of("x-amz-note", "  a   b  c "));

        assertThatCode(() -> signatures.verify(request, NOW)).doesNotThrowAnyException();
    }

    @Test
    void whoSignedIsKnownAndWhatTheKeyIsGoodFor() {
        var alice = signatures.verify(signed("GET", ARN, new byte[0]), NOW);

        assertThat(alice.name()).isEqualTo("AKIDALICE");
        assertThat(alice.grants().allow(Role.OPERATE, "order-1")).isTrue();
        assertThat(alice.grants().allow(Role.OPERATE, "refund")).isFalse();
        assertThat(alice.grants().allow(Role.ADMIN, "order-1")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {-300, 300})
    void fiveMinutesAreNoMatter(long seconds) {
        var request = signed("GET", ARN, new byte[0]);

        assertThatCode(() -> signatures.verify(request, NOW.plusSeconds(seconds)))
                .doesNotThrowAnyException();
        var refusal = refusal(request, NOW.plus(Duration.ofSeconds(seconds + Long.signum(seconds))));
        assertThat(refusal.answer().headers()).containsEntry("x-amzn-errortype", "InvalidSignatureException");
        assertThat(refusal.answer().toString()).contains("5 minutes");
    }

    @Test
    void whoSignsNothingIsAskedForIt() {
        assertRefused(
                new RawRequest("GET", ARN, new Headers(List.of()), new byte[0]), "MissingAuthenticationTokenException");
    }

    @Test
    void anUnknownKeyIsToldSo() {
        var mallory = AwsCredentialsIdentity.create("AKIDMALLORY", "s3cr3t/of+alice=");

        assertRefused(
                signed("GET", ARN, new byte[0], mallory, "us-east-1", "lambda", Map.of()),
                "UnrecognizedClientException");
    }

    @Test
    void anotherSecretIsTheWrongSignature() {
        var impostor = AwsCredentialsIdentity.create("AKIDALICE", "guessed");

        assertRefused(
                signed("GET", ARN, new byte[0], impostor, "us-east-1", "lambda", Map.of()),
                "InvalidSignatureException");
    }

    @Test
    void aSignatureForAnotherServiceIsNotForThisOne() {
        assertRefused(signed("GET", ARN, new byte[0], ALICE, "us-east-1", "s3", Map.of()), "InvalidSignatureException");
    }

    @Test
    void nothingThatIsSignedCanBeChanged() {
        var request = signed("POST", ARN + "/stop?a=1&b=2", utf8("{}"));

        assertRefused(
                new RawRequest("PUT", request.target(), request.headers(), request.body()),
                "InvalidSignatureException");
        assertRefused(
                new RawRequest("POST", request.target(), request.headers(), utf8("{ }")), "InvalidSignatureException");
        for (var target : List.of(
                ARN + "/stop?a=1&b=3",
                ARN + "/stop?a=1",
                ARN + "/checkpoint?a=1&b=2",
                ARN.replace("%2Fn%2F", "%2Fm%2F") + "/stop?a=1&b=2",
                ARN.replace("%2F", "/") + "/stop?a=1&b=2")) {
            assertRefused(
                    new RawRequest("POST", target, request.headers(), request.body()), "InvalidSignatureException");
        }
        for (var header : List.of("Host", "amz-sdk-request", "Content-Type")) {
            assertRefused(changed(request, header, value -> value + "x"), "InvalidSignatureException");
        }
        assertRefused(
                changed(request, "X-Amz-Date", value -> value.replace("120000", "120001")),
                "InvalidSignatureException");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AWS4-HMAC-SHA256 | AWS4-ECDSA-P256-SHA256 | IncompleteSignatureException",
                "Credential= | Credentials= | IncompleteSignatureException",
                "SignedHeaders= | Signed= | IncompleteSignatureException",
                "Signature= | Signature=0 | IncompleteSignatureException",
                "/aws4_request | /aws5_request | IncompleteSignatureException",
                "host; | '' | InvalidSignatureException",
                "20260131/ | 20260130/ | InvalidSignatureException",
                "eu-west-1 | eu-west-2 | InvalidSignatureException",
            })
    void anAuthorizationOfAnotherShapeIsRefused(String part, String changed, String errorType) {
        var request = signed("GET", ARN, new byte[0]);

        assertRefused(changed(request, "Authorization", value -> value.replace(part, changed)), errorType);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "20261331T120000Z"})
    void aTimeThatIsNoneIsRefused(String time) {
        assertRefused(
                changed(signed("GET", ARN, new byte[0]), "X-Amz-Date", value -> time), "IncompleteSignatureException");
    }

    @Test
    void aKeyThatIsNoneIsToldWithoutRepeatingIt() {
        for (var wrong :
                List.of("hushhush", "AKID:hushhush", "AKID:hushhush:x", "AKID:read:", "AKID:read:*:hushhush")) {
            assertThatThrownBy(() -> LambdaServer.accessKeys(List.of("AKID:read:secret", wrong)))
                    .as(wrong)
                    .isInstanceOf(InvalidValue.class)
                    .message()
                    .containsIgnoringCase("number 2")
                    .doesNotContain("hushhush");
        }
        assertThatThrownBy(() -> LambdaServer.accessKeys(List.of("AKID:read:secret", "AKID:read:hushhush")))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("one secret for the access key AKID")
                .hasMessageNotContaining("hushhush");
    }

    private static RawRequest changed(RawRequest request, String header, UnaryOperator<String> change) {
        var lines = new ArrayList<Map.Entry<String, String>>();
        request.headers()
                .lines()
                .forEach(line -> lines.add(Map.entry(
                        line.getKey(),
                        line.getKey().equalsIgnoreCase(header) ? change.apply(line.getValue()) : line.getValue())));
        return new RawRequest(request.method(), request.target(), new Headers(lines), request.body());
    }
}
