package dev.reprise.workflow.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFaultTest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private record Typed(int count, List<String> names) {}

    private static String fault(String json) {
        var fault = catchThrowableOfType(IOException.class, () -> JSON.readValue(json, Typed.class));
        return JsonFault.of(fault);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111SECRET",
                "SECRET",
                "{\"count\": SECRET}",
                "{\"count\": \"SECRET\"}",
                "{\"count\": \"it's SECRET, \\\"quoted\\\" and more\"}",
                "{\"SECRET\": 1}",
                "{\"names\": \"SECRET\"}",
                "{\"names\": {\"SECRET\": 1}}",
                "{\"count\": 1} SECRET",
                "{\"names\": [\"SECRET",
                "[\"SECRET\"]"
            })
    void itNeverShowsWhatWasFound(String json) {
        assertThat(fault(json)).isNotBlank().doesNotContain("SECRET").doesNotContain("4111");
    }

    @Test
    void longNumbersAreNotShownEither() {
        assertThat(fault("{\"count\": 4111111111111111}")).doesNotContain("4111111111111111");
        assertThat(fault("{\"count\": 41111111111111111111111111111111}")).doesNotContain("41111");
        assertThat(fault("{\"count\": 4111111111111111.5e3000000000}")).doesNotContain("41111");
    }

    @Test
    void itSaysWhatIsWrongAndWhere() {
        assertThat(fault("{\n  \"count\": }")).contains("Unexpected character").contains("line 2, column");
    }
}
