package dev.reprise.gateway.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.core.InvalidValue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionTargetTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "inproc:order",
                "http://127.0.0.1:9000/",
                "lambda:arn:aws:lambda:eu-west-1:123456789012:function:order",
                "lambda:arn:aws:lambda:eu-west-1:123456789012:function:order:live",
                "lambda:arn:aws:lambda:eu-west-1:123456789012:function:order:$LATEST",
                "lambda:arn:aws-us-gov:lambda:us-gov-west-1:123456789012:function:order:17"
            })
    void isWrittenAsItIsRead(String text) {
        assertThat(FunctionTarget.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "inproc:",
                "ftp://host/",
                "lambda:",
                "lambda:order",
                "lambda:arn:aws:lambda:eu-west-1:123456789012:function:order:",
                "lambda:arn:aws:lambda:eu-west-1:123456789012:function:or/der",
                "lambda:arn:aws:lambda:eu-west-1:123456789012:layer:order",
                "lambda:arn:aws:lambda::123456789012:function:order",
                "lambda:arn:aws:lambda:eu-west-1:1234:function:order",
                "lambda:arn:aws:lambda:evil.example/x-1:123456789012:function:order"
            })
    void isRefusedWithAnExampleWhenItIsNone(String text) {
        assertThatThrownBy(() -> FunctionTarget.parse(text))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContainingAll("Expected a", "but found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"eu-west-1", "us-gov-west-1"})
    void knowsTheRegionOfALambdaFunction(String region) {
        assertThat(new FunctionTarget.Lambda("arn:aws:lambda:" + region + ":123456789012:function:order").region())
                .isEqualTo(region);
    }
}
