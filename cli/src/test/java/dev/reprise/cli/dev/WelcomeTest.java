package dev.reprise.cli.dev;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WelcomeTest {
    @Test
    void anAwsSdkIsPointedHereByPastingTwoLines() {
        assertThat(Welcome.lines(8081, "eu-west-1", true, "logs"))
                .contains(
                        "  export AWS_ENDPOINT_URL_LAMBDA=http://127.0.0.1:8081 AWS_REGION=eu-west-1",
                        "  export AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local");
    }

    @Test
    void withKeysConfiguredTheirOwnerHasToFillThemIn() {
        assertThat(String.join("\n", Welcome.lines(8080, "us-east-1", false, "logs")))
                .contains("AWS_ACCESS_KEY_ID=... ", "reprise.access-keys")
                .doesNotContain("=local");
    }
}
