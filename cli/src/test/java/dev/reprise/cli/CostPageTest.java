package dev.reprise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.cli.terminal.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/cost.md shows is what the command says. */
class CostPageTest {
    private static final Path PAGE = Path.of("../docs/cost.md");
    private static final Pattern SHOWN =
            Pattern.compile("(?m)^    \\$ ./reprise (cost.*)\\n((?:    .*\\n|\\n(?=    ))+)");

    @Test
    void everyTableOfThePageIsWhatTheCommandPrints() throws IOException {
        var tables = SHOWN.matcher(Files.readString(PAGE));
        int found = 0;
        while (tables.find()) {
            found++;
            var out = new StringWriter();
            var code = CommandLines.reprise(new Terminal(new PrintWriter(out), new PrintWriter(out)))
                    .execute(tables.group(1).trim().split(" +"));
            assertThat(code).as(tables.group(1)).isZero();
            assertThat(tables.group(2).stripTrailing().indent(-4).stripTrailing())
                    .as("./reprise " + tables.group(1) + " in " + PAGE)
                    .isEqualTo(out.toString().stripTrailing());
        }
        assertThat(found).as("commands shown in " + PAGE).isGreaterThanOrEqualTo(3);
    }
}
