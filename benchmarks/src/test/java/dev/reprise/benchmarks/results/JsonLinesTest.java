package dev.reprise.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesTest {
    @TempDir
    Path directory;

    @Test
    void rowsAreReadAsTheyWereWritten() throws Exception {
        var file = directory.resolve("results.jsonl");

        JsonLines.append(file, Rows.WITH_ALL);
        JsonLines.append(file, Rows.WITH_LITTLE);

        assertThat(JsonLines.read(file)).containsExactly(Rows.WITH_ALL, Rows.WITH_LITTLE);
        assertThat(Files.readAllLines(file)).hasSize(2);
    }

    @Test
    void aLineThatIsNoRowIsShown() throws Exception {
        var file = directory.resolve("results.jsonl");
        Files.writeString(file, "{\"workload\":\"steps\",\"unheardOf\":1}\n");

        assertThatThrownBy(() -> JsonLines.read(file)).hasMessageContaining("unheardOf");
    }
}
