package dev.reprise.gateway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.http.ClientAuth;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GatewayConfigTest {
    private static GatewayConfig config(Map<String, String> settings, Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withMapping(GatewayConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100), new EnvConfigSource(environment, 300))
                .build()
                .getConfigMapping(GatewayConfig.class);
    }

    @Test
    void kafkaSettingsKeepTheirDotsInQuotes() {
        var config = config(Map.of("reprise.kafka.\"security.protocol\"", "SASL_SSL"), Map.of());

        assertThat(config.kafka()).containsExactlyEntriesOf(Map.of("security.protocol", "SASL_SSL"));
    }

    @Test
    void kafkaSettingsMayComeFromTheEnvironment() {
        var config = config(Map.of(), Map.of("REPRISE_KAFKA__SECURITY_PROTOCOL_", "SASL_SSL"));

        assertThat(config.kafka()).containsExactlyEntriesOf(Map.of("security.protocol", "SASL_SSL"));
    }

    @Test
    void callersAreAskedWhoTheyAreUnlessSaidOtherwise() {
        assertThat(config(Map.of(), Map.of()).authentication()).isEqualTo(GatewayConfig.Asking.ON);
        assertThat(config(Map.of(), Map.of("REPRISE_AUTHENTICATION", "off")).authentication())
                .isEqualTo(GatewayConfig.Asking.OFF);
        assertThat(config(Map.of("reprise.client-certificates", "required"), Map.of())
                        .clientCertificates())
                .isEqualTo(ClientAuth.REQUIRED);
    }

    @Test
    void queuesAndTopicsAreListsSeparatedByCommas() {
        var config = config(
                Map.of(), Map.of("REPRISE_SQS_QUEUES", "https://one,https://two", "REPRISE_SNS_TOPICS", "arn:1,arn:2"));

        assertThat(config.sqs().queues()).contains(List.of("https://one", "https://two"));
        assertThat(config.sqs().visibility()).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.sqs().pollers()).isEqualTo(2);
        assertThat(config.sns().topics()).contains(Set.of("arn:1", "arn:2"));
        assertThat(config(Map.of(), Map.of()).sqs().queues()).isEmpty();
        assertThat(config(Map.of(), Map.of()).sns().topics()).isEmpty();
    }
}
