package dev.reprise.gateway.signals;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {
    private static final String NOTIFICATION = """
            {"Type":"Notification","MessageId":"n-1","TopicArn":"arn:aws:sns:r:1:t","Subject":null,
             "Message":"{\\"a\\": 1.0}","Timestamp":"t","SignatureVersion":"1",
             "MessageAttributes":{"reprise-signal":{"Type":"String","Value":"review"},
               "count":{"Type":"Number","Value":"1"},"odd":7}}""";

    private static Envelope opened(String text) {
        return Envelope.of(text.getBytes(UTF_8));
    }

    @Test
    void aNotificationHoldsItsMessageAndTheAttributesThatAreTexts() {
        var opened = opened(NOTIFICATION);

        assertThat(new String(opened.value(), UTF_8)).isEqualTo("{\"a\": 1.0}");
        assertThat(opened.headers()).isEqualTo(Map.of("reprise-signal", "review"));
        assertThat(opened.id()).isEqualTo("n-1");
    }

    @Test
    void anEventHoldsItsDetailCharacterForCharacter() {
        var opened = opened(
                "{\"id\":\"e-1\",\"detail-type\":\"t\",\"detail\": { \"payload\" : 1.10, \"ü\":[] } ,\"source\":\"s\",\"resources\":[]}");

        assertThat(new String(opened.value(), UTF_8)).isEqualTo("{ \"payload\" : 1.10, \"ü\":[] }");
        assertThat(opened.id()).isEqualTo("e-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7",
                "{",
                "{}",
                "{\"execution\":\"f/n\",\"signal\":\"s\"}",
                "{\"Type\":\"Notification\",\"Message\":\"m\"}",
                "{\"Type\":\"SubscriptionConfirmation\",\"MessageId\":\"m\",\"Message\":\"m\"}",
                "{\"Type\":\"Notification\",\"MessageId\":\"\",\"Message\":\"m\"}",
                "{\"Type\":\"Notification\",\"MessageId\":\"ü\",\"Message\":\"m\"}",
                "{\"id\":\"e\",\"detail-type\":\"t\",\"detail\":{}}",
                "{\"id\":7,\"detail-type\":\"t\",\"source\":\"s\",\"detail\":{}}",
                "{\"Type\":\"Notification\",\"MessageId\":\"m\",\"Message\":\"m\"} more"
            })
    void whatIsNoneIsLeftAsItIs(String text) {
        assertThat(opened(text)).isNull();
    }

    @Test
    void whatIsNotUtf8IsNoneRatherThanChanged() {
        assertThat(Envelope.of(NOTIFICATION.replace("\"a", "ü").getBytes(ISO_8859_1)))
                .isNull();
    }

    @Test
    void aRecordWithoutAValueIsNone() {
        assertThat(Envelope.of(null)).isNull();
    }
}
