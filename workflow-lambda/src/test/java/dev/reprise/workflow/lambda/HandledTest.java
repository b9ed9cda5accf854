package dev.reprise.workflow.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.core.InvalidValue;
import dev.reprise.workflow.host.FunctionHost;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which function is the handler. */
class HandledTest {
    private static FunctionHost host(String... names) {
        var host = FunctionHost.builder();
        for (var name : names) {
            host.function(name, String.class, (input, dc) -> input);
        }
        return host.build();
    }

    @Test
    void theOnlyOneIs() {
        assertThat(Handled.name(host("order"), Optional.empty())).isEqualTo("order");
    }

    @Test
    void ofSeveralTheOneThatWasChosenIs() {
        assertThat(Handled.name(host("order", "refund"), Optional.of("refund"))).isEqualTo("refund");
    }

    @Test
    void ofSeveralNoneIsUntilOneIsChosen() {
        assertThatThrownBy(() -> Handled.name(host("order", "refund"), Optional.empty()))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContainingAll("reprise.lambda.function", "[order, refund]", "found nothing");
    }

    @Test
    void oneThatIsNotThereIsNot() {
        assertThatThrownBy(() -> Handled.name(host("order"), Optional.of("typo")))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContainingAll("[order]", "'typo'");
    }

    @Test
    void anApplicationWithoutFunctionsHandlesNothing() {
        assertThatThrownBy(() -> Handled.name(host(), Optional.empty()))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("found nothing");
    }
}
