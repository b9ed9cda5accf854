package dev.reprise.workflow.quarkus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.core.InvalidValue;
import dev.reprise.workflow.http.ApiKey;
import dev.reprise.workflow.log.EventLog;
import dev.reprise.workflow.spi.ExecutionListener;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void findTheServiceByItsAddressOrByThatOfLambda() {
        var both = Map.of("reprise.endpoint", "http://a:1", "AWS_ENDPOINT_URL_LAMBDA", "http://b:2");

        assertThat(Settings.endpoint(config(both))).isEqualTo(URI.create("http://a:1"));
        assertThat(Settings.endpoint(config(Map.of("AWS_ENDPOINT_URL_LAMBDA", "http://b:2"))))
                .isEqualTo(URI.create("http://b:2"));
    }

    @Test
    void haveAKeyOnlyWhereOneIsSet() {
        assertThat(Settings.credentials(config(Map.of("reprise.api-key", "reprise_k"))))
                .isEqualTo(new ApiKey("reprise_k"));
    }

    @Test
    void sayWhatIsMissing() {
        var none = config(Map.of());

        assertThatThrownBy(() -> Settings.endpoint(none))
                .isInstanceOf(InvalidValue.class)
                .hasMessage(
                        "Expected reprise.endpoint to be the service's address, such as http://localhost:8080, but it is not set");
        assertThatThrownBy(() -> Settings.publicUrl(none))
                .isInstanceOf(InvalidValue.class)
                .hasMessageStartingWith("Expected reprise.functions.public-url to be");
    }

    @Test
    void eventsAreLoggedOnlyWhereThatIsWanted() {
        var unwanted = EventListeners.of(List.of(), config(Map.of()));
        var wanted = EventListeners.of(List.of(), config(Map.of("reprise.functions.log-events", "true")));

        assertThat(unwanted).isSameAs(ExecutionListener.NONE);
        assertThat(wanted).isInstanceOf(EventLog.class);
    }

    private static RepriseConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withMapping(RepriseConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(RepriseConfig.class);
    }
}
