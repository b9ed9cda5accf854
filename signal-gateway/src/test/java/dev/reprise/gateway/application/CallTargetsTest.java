package dev.reprise.gateway.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.core.Failure;
import dev.reprise.core.InvalidValue;
import dev.reprise.core.operation.InvokeTarget;
import dev.reprise.gateway.Functions;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallTargetsTest {
    private final Functions functions = Functions.inProcess("durable");
    private final CallTargets targets = new CallTargets(functions, "eu-west-1", "111122223333");

    CallTargetsTest() {
        functions.publish("durable");
        functions.putAlias("durable", new Alias("live", "1"));
        var usual = RegisteredFunction.durable("plain", new FunctionTarget.Http(URI.create("http://127.0.0.1:1/")));
        functions.put(new RegisteredFunction(
                "plain",
                RegisteredFunction.LATEST,
                usual.target(),
                false,
                usual.terms(),
                1,
                usual.invocationTimeout()));
    }

    @ParameterizedTest
    @CsvSource({
        "durable:1, 1",
        "durable:live, 1",
        "durable:$LATEST, $LATEST",
        "111122223333:function:durable:live, 1",
        "arn:aws:lambda:eu-west-1:111122223333:function:durable:1, 1"
    })
    void aDurableFunctionIsPinnedToTheVersionThatTheQualifierStandsForNow(String function, String version) {
        var terms = functions.find("durable", RegisteredFunction.LATEST).terms(1 << 20);

        assertThat(targets.resolve(function)).isEqualTo(new InvokeTarget.Durable(function, "durable", version, terms));
    }

    @Test
    void aPlainFunctionNeedsNoQualifier() {
        assertThat(targets.resolve("plain")).isEqualTo(new InvokeTarget.Plain("plain", "plain", "$LATEST"));
    }

    @Test
    void aDurableFunctionWithoutAQualifierFailsAsTheServiceWouldAnswer() {
        assertThat(targets.resolve("durable"))
                .isEqualTo(new InvokeTarget.Unresolvable(
                        "durable",
                        Failure.of(
                                "InvalidParameterValueException",
                                "You cannot invoke a durable function using an unqualified ARN.")));
    }

    @ParameterizedTest
    @CsvSource({"nobody", "nobody:1", "durable:2", "durable:none", "plain:1"})
    void whatIsNotThereFailsAsTheServiceWouldAnswer(String function) {
        assertThat(targets.resolve(function))
                .isEqualTo(new InvokeTarget.Unresolvable(
                        function, Failure.of("ResourceNotFoundException", "Function not found: " + function)));
    }

    @ParameterizedTest
    @CsvSource({
        "a b, Invalid function ARN 'a b'",
        "arn:aws:lambda:eu-west-1:444455556666:function:durable:1, Cannot start a CHAINED_INVOKE on a function in another account.",
        "arn:aws:lambda:us-east-1:111122223333:function:durable:1, Cannot start a CHAINED_INVOKE on a function in another region."
    })
    void aNameThatCannotBeOneOfOursIsRefusedInTheProtocolsWords(String function, String message) {
        assertThatThrownBy(() -> targets.resolve(function))
                .isInstanceOf(InvalidValue.class)
                .hasMessage(message);
    }
}
