package dev.reprise.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebPagesTest {
    private final WebPages pages = new WebPages("reprise.example", true);

    private boolean made(String method, Map<String, String> headers) {
        return pages.made(method, headers::get);
    }

    @Test
    void aProgramIsNoPage() {
        assertThat(made("POST", Map.of("Host", "127.0.0.1:8080"))).isFalse();
        assertThat(made("GET", Map.of())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, same-origin, cors, false",
        "POST, same-origin, cors, false",
        "GET, none, navigate, false",
        "GET, cross-site, navigate, false",
        "GET, cross-site, no-cors, true",
        "GET, cross-site, cors, true",
        "POST, cross-site, navigate, true",
        "POST, same-site, cors, true",
    })
    void aBrowserSaysWhoseRequestItIs(String method, String site, String mode, boolean made) {
        var headers = Map.of("Host", "localhost:8080", "Sec-Fetch-Site", site, "Sec-Fetch-Mode", mode);

        assertThat(made(method, headers)).isEqualTo(made);
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080, false",
        "http://localhost:3000, true",
        "https://evil.example, true",
        "null, true",
        "%, true",
    })
    void anOlderOneTellsTheOrigin(String origin, boolean made) {
        assertThat(made("POST", Map.of("Host", "localhost:8080", "Origin", origin)))
                .isEqualTo(made);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:8080",
                "localhost",
                "app.localhost:8080",
                "127.0.0.1",
                "127.8.8.8:1",
                "[::1]:8080",
                "reprise.example"
            })
    void thisMachineHasItsNames(String host) {
        assertThat(made("GET", Map.of("Host", host))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "evil-localhost"
            })
    void aNameThatSomebodyMadePointHereIsNoneOfThem(String host) {
        assertThat(made("GET", Map.of("Host", host))).isTrue();
        assertThat(new WebPages(null, false).made("GET", Map.of("Host", host)::get))
                .as("where the service has a name that it does not know")
                .isFalse();
    }
}
