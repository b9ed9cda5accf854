package dev.reprise.gateway.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnsAddressesTest {
    private static final String PEM = "/SimpleNotificationService-7506a1e35b36ef5a444dd1a8e7cc3ed8.pem";
    private static final SnsAddresses AWS = new SnsAddresses(null);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://sns.us-east-1.amazonaws.com" + PEM,
                "https://sns.us-gov-west-1.amazonaws.com" + PEM,
                "https://sns.cn-north-1.amazonaws.com.cn" + PEM
            })
    void certificatesOfAwsAreFetched(String url) {
        assertThat(AWS.certificate(url)).isEqualTo(URI.create(url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "//",
                "http://sns.us-east-1.amazonaws.com" + PEM,
                "https://sns.us-east-1.amazonaws.com:8443" + PEM,
                "https://sns.us-east-1.amazonaws.com.evil.example" + PEM,
                "https://sns.us-east-1.amazonaws.com@evil.example" + PEM,
                "https://evil.example/?sns.us-east-1.amazonaws.com" + PEM,
                "https://evil.sns.us-east-1.amazonaws.com" + PEM,
                "https://evil-sns.us-east-1.amazonaws.com" + PEM,
                "https://sns.a.b.amazonaws.com" + PEM,
                "https://s3.us-east-1.amazonaws.com" + PEM,
                "https://sns.us-east-1.amazonaws.com/x" + PEM,
                "https://sns.us-east-1.amazonaws.com" + PEM + "?x=1",
                "https://sns.us-east-1.amazonaws.com" + PEM + "#x",
                "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-../x.pem",
                "https://sns.us-east-1.amazonaws.com/other.pem",
                "https://sns.us-east-1.amazonaws.com" + PEM + "\n",
                "https://169.254.169.254" + PEM,
                "file:///etc/passwd"
            })
    void certificatesOfAnybodyElseAreNot(String url) {
        assertThatThrownBy(() -> AWS.certificate(url))
                .isInstanceOf(SnsRefusal.class)
                .hasMessageContaining("SigningCertURL")
                .hasMessageContaining("https://sns.REGION.amazonaws.com");
    }

    @Test
    void confirmationsAreAnActionOfSns() {
        var url =
                "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=arn:aws:sns:eu-west-1:1:t&Token=2336";

        assertThat(AWS.confirmation(url)).isEqualTo(URI.create(url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://sns.eu-west-1.amazonaws.com/?Action=DeleteTopic&TopicArn=t",
                "https://sns.eu-west-1.amazonaws.com/?NoAction=ConfirmSubscription",
                "https://sns.eu-west-1.amazonaws.com/x?Action=ConfirmSubscription",
                "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&x=<",
                "https://169.254.169.254/?Action=ConfirmSubscription",
                "http://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription"
            })
    void nothingElseIsConfirmed(String url) {
        assertThatThrownBy(() -> AWS.confirmation(url)).isInstanceOf(SnsRefusal.class);
    }

    @Test
    void anotherEndpointTakesThePlaceOfAws() {
        var standIn = new SnsAddresses(URI.create("http://127.0.0.1:4566"));

        assertThat(standIn.certificate("http://127.0.0.1:4566" + PEM)).hasPort(4566);
        assertThatThrownBy(() -> standIn.certificate("https://sns.us-east-1.amazonaws.com" + PEM))
                .isInstanceOf(SnsRefusal.class);
    }
}
