package dev.reprise.gateway.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.core.InvalidValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionNameTest {
    @ParameterizedTest
    @CsvSource({
        "order-flow,                                                      order-flow,         ,             ,",
        "order_flow:7,                                                    order_flow,        7,             ,",
        "order-flow:$LATEST,                                              order-flow,  $LATEST,             ,",
        "order-flow:$LATEST.PUBLISHED,                                    order-flow,  $LATEST.PUBLISHED,   ,",
        "function:live,                                                   function,       live,             ,",
        "111122223333:live,                                               111122223333,   live,             ,",
        "111122223333:function:order-flow,                                order-flow,         , 111122223333,",
        "111122223333:function:order-flow:live,                           order-flow,     live, 111122223333,",
        "eu-west-1:111122223333:function:order-flow,                      order-flow,         , 111122223333, eu-west-1",
        "arn:aws:lambda:eu-west-1:111122223333:function:order-flow,       order-flow,         , 111122223333, eu-west-1",
        "arn:aws-cn:lambda:cn-north-1:111122223333:function:order-flow:7, order-flow,        7, 111122223333, cn-north-1",
        "arn:aws:lambda:us-gov-west-1:111122223333:function:f:my_alias-1, f,        my_alias-1, 111122223333, us-gov-west-1"
    })
    void readsEveryFormThatCallersUse(String text, String name, String qualifier, String account, String region) {
        assertThat(FunctionName.parse(text, null)).isEqualTo(new FunctionName(name, qualifier, account, region));
    }

    @Test
    void takesTheQualifierFromBesideTheNameWhenThereIsNoneInIt() {
        assertThat(FunctionName.parse("order-flow", "live"))
                .isEqualTo(new FunctionName("order-flow", "live", null, null));
        assertThat(FunctionName.parse("order-flow:7", "")).isEqualTo(new FunctionName("order-flow", "7", null, null));
        assertThat(FunctionName.parse("order-flow:7", "7")).isEqualTo(new FunctionName("order-flow", "7", null, null));
    }

    @Test
    void refusesTwoQualifiersThatDiffer() {
        assertThatThrownBy(() -> FunctionName.parse("order-flow:7", "8"))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("'7' and '8'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "a b",
                "order-flow:",
                ":7",
                "order-flow:7:8",
                "order.flow",
                "order-flow:l ve",
                "order-flow:$latest",
                "order-flow:$LATEST.",
                "order-flow/7",
                "function:order-flow:7",
                "1111:function:order-flow",
                "arn:aws:lambda:111122223333:function:order-flow",
                "arn:aws:lambda:eu-west-1:function:order-flow",
                "arn:aws:lambda::111122223333:function:order-flow",
                "arn:aws:s3:eu-west-1:111122223333:function:order-flow",
                "arn:aws:lambda:eu-west-1:111122223333:layer:order-flow",
                "arn:aws:lambda:eu-west-1:111122223333:function:order-flow:7/durable-execution/a/b",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void refusesWhatNamesNoFunction(String text) {
        assertThatThrownBy(() -> FunctionName.parse(text, null))
                .isInstanceOf(InvalidValue.class)
                .hasMessageStartingWith("Expected a ");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "a:b", "a.b", "$7", "ä"})
    void refusesWhatIsNoQualifier(String qualifier) {
        assertThatThrownBy(() -> FunctionName.parse("order-flow", qualifier))
                .isInstanceOf(InvalidValue.class)
                .hasMessageContaining("'" + qualifier + "'");
    }
}
