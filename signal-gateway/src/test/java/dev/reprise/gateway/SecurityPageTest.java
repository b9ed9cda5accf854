package dev.reprise.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.gateway.security.Access;
import dev.reprise.gateway.security.Route;
import dev.reprise.gateway.security.Routes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page on security shows the table that the code goes by. */
class SecurityPageTest {
    private static String line(Route route) {
        var needs = switch (route.access()) {
            case Access.Needs role -> role.words();
            case Access.Open open -> "nothing: " + open.why();
            case Access.NodesOnly ignored -> "to be a node of the service";
        };
        return "| %s | `%s` | %s |\n".formatted(route.method(), route.path(), needs);
    }

    @Test
    void showsEveryRouteAndWhatItNeeds() throws Exception {
        var page = Files.readString(Path.of("..", "docs", "security.md"));
        var table = Routes.all().stream().map(SecurityPageTest::line).collect(Collectors.joining());

        assertThat(page)
                .as("Expected the page to hold just this table:\n%s", table)
                .contains("|---|---|---|\n" + table + "\n");
    }
}
