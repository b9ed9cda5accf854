package dev.reprise.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownTableTest {
    @Test
    void aTableHasAColumnForEachFigureAndLeavesEmptyWhatARowDoesNotHave() {
        assertThat(MarkdownTable.of(List.of(Rows.WITH_ALL, Rows.WITH_LITTLE))).isEqualTo("""
                ## steps

                | variant | scale | broker | steps | p50 of 20 | CPU | append p50 | times the append | CPU s | resident MiB |
                | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
                | HTTP, our SDK | 16 in flight | fsync | 6,705/s | 46.1 ms |  | 0.540 ms | 4.27 (a step) | broker 3.5, all others 0.3 | broker 210 |
                | journal <alone> \\| bare | 1 in flight | no fsync | 2,033/s |  | 0.012 s |  |  |  |  |

                | variant | scale | process | CPU s by kind of thread |
                | --- | --- | --- | --- |
                | HTTP, our SDK | 16 in flight | broker | Kafka's requests 2.0, C2 compiler 1.5 |
                """);
    }

    @Test
    void eachWorkloadHasATableOfItsOwn() {
        var other = new Row("timers", "HTTP", "10", Row.MEMORY, List.of(Figure.millis("late", 0)), null, List.of());

        assertThat(MarkdownTable.of(List.of(Rows.WITH_ALL, other, Rows.WITH_LITTLE)))
                .containsOnlyOnce("## steps")
                .containsOnlyOnce("## timers")
                .contains("| HTTP | 10 | no fsync | 0 ms |");
    }
}
