package dev.reprise.gateway.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.gateway.security.Routes;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every operation of the AWS API, and what is served beside it, has its line among the routes – else the table could not be made – and no line is left. */
class OperationCoverageTest {
    private static final Pattern AWS = Pattern.compile("/20[0-9]{2}-.*");

    @Test
    void everyLineHasItsOperation() throws Exception {
        try (var server = LambdaServer.open()) {
            var listed = Routes.all().stream()
                    .filter(route ->
                            AWS.matcher(route.path()).matches() || route.path().equals(Routes.CHECKPOINTS))
                    .map(route -> route.method() + " " + route.path())
                    .toList();

            assertThat(server.operations().operations())
                    .hasSizeGreaterThan(15)
                    .containsExactlyInAnyOrderElementsOf(listed);
        }
    }
}
