package dev.reprise.workflow.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.core.InvalidValue;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceCredentialsTest {
    private static final Map<String, String> AWS =
            Map.of("AWS_ACCESS_KEY_ID", "AKID", "AWS_SECRET_ACCESS_KEY", "hushhush");

    @Test
    void anApiKeyGoesBeforeAnAccessKeyAndEitherMayBeMissing() {
        var both = new java.util.HashMap<>(AWS);
        both.put("REPRISE_API_KEY", " reprise_k ");

        assertThat(ServiceCredentials.of(both)).isEqualTo(new ApiKey("reprise_k"));
        assertThat(ServiceCredentials.of(AWS)).isEqualTo(new AccessKey("AKID", "hushhush"));
        assertThat(ServiceCredentials.of(Map.of("REPRISE_API_KEY", ""))).isNull();
    }

    @Test
    void noneShowsItsSecret() {
        assertThat(new ApiKey("hushhush").toString()).doesNotContain("hushhush");
        assertThat(new AccessKey("AKID", "hushhush").toString()).doesNotContain("hushhush");
        assertThatThrownBy(() -> new ApiKey("hush\r\nhush"))
                .isInstanceOf(InvalidValue.class)
                .hasMessageNotContaining("hush\r");
    }
}
