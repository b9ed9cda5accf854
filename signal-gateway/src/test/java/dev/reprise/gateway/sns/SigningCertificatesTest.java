package dev.reprise.gateway.sns;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.gateway.SnsStandIn;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningCertificatesTest {
    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.now().plus(Duration.ofHours(1)));
    private final SnsHttp http = new SnsHttp();
    private final SigningCertificates certificates = new SigningCertificates(http::get, now::get);

    @AfterEach
    void close() {
        http.close();
    }

    private static URI address(SnsStandIn sns) {
        return sns.endpoint().resolve(SnsStandIn.CERTIFICATE_PATH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sns.amazonaws.com",
                "sns-signing.ap-east-1.amazonaws.com",
                "sns-us-gov-west-1.amazonaws.com",
                "sns-cn-north-1.amazonaws.com.cn"
            })
    void aCertificateOfSnsIsFetchedOnce(String name) {
        try (var sns = SnsStandIn.startAs(name)) {
            var first = certificates.at(address(sns));
            var again = certificates.at(address(sns));

            assertThat(again).isSameAs(first);
            assertThat(sns.asked()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "sns.amazonaws.com.evil.example", "s3.amazonaws.com", "evil-sns.amazonaws.com"})
    void oneOfSomebodyElseIsRefused(String name) {
        try (var sns = SnsStandIn.startAs(name)) {
            assertThatThrownBy(() -> certificates.at(address(sns)))
                    .isInstanceOf(SnsRefusal.class)
                    .hasMessageContaining("somebody else's");
        }
    }

    @Test
    void oneThatHasExpiredSinceItWasFetchedIsRefused() {
        try (var sns = SnsStandIn.start()) {
            certificates.at(address(sns));
            now.updateAndGet(instant -> instant.plus(Duration.ofDays(3)));

            assertThatThrownBy(() -> certificates.at(address(sns)))
                    .isInstanceOf(SnsRefusal.class)
                    .hasMessageContaining("expired");
        }
    }

    @Test
    void whatIsNoCertificateIsRefusedAndNotKept() {
        var none = new SigningCertificates(any -> "no certificate".getBytes(UTF_8), now::get);

        assertThatThrownBy(() -> none.at(URI.create("https://x")))
                .isInstanceOf(SnsRefusal.class)
                .hasMessageContaining("found none");
    }

    @Test
    void whileItCannotBeHadAnotherTryIsWorthwhile() {
        try (var sns = SnsStandIn.start()) {
            sns.answer(302);
            assertThatThrownBy(() -> certificates.at(address(sns))).isInstanceOf(SnsUnreachable.class);
            sns.answer(200);

            assertThat(certificates.at(address(sns))).isNotNull();
        }
    }
}
