package dev.reprise.gateway.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.core.ExecutionId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallTest {
    private static final String PREFIX = "/2025-12-01/";
    private static final String ID = "0001-018f2c2e-7d0a-7c1e-9f0a-3b1d5e7f9a11";
    private static final String ARN =
            "arn:aws:lambda:eu-west-1:111122223333:function:order-flow:$LATEST/durable-execution/order-4711/" + ID;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn%3Aaws%3Alambda%3Aeu-west-1%3A111122223333%3Afunction%3Aorder-flow%3A%24LATEST%2Fdurable-execution%2Forder-4711%2F"
                        + ID,
                "arn:aws:lambda:eu-west-1:111122223333:function:order-flow:$LATEST/durable-execution/order-4711/" + ID
            })
    void takesAnArnEncodedAsSdksDoOrNotAtAll(String written) {
        var call = Call.parse("POST", PREFIX, PREFIX + "durable-executions/" + written + "/checkpoint");

        assertThat(call.collection()).isEqualTo("durable-executions");
        assertThat(call.resource()).isEqualTo(ARN);
        assertThat(call.action()).isEqualTo("checkpoint");
        assertThat(ExecutionArns.execution(call.resource())).isEqualTo(ExecutionId.parse(ID));
    }

    @Test
    void readsQueryParametersWhoseValuesArePercentEncoded() {
        var call = Call.parse(
                "GET", PREFIX, PREFIX + "durable-executions/x/state?CheckpointToken=a%2Bb%3D&Marker=m+n&MaxItems");

        assertThat(call.query())
                .containsEntry("CheckpointToken", "a+b=")
                .containsEntry("Marker", "m+n")
                .containsEntry("MaxItems", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "x/y", "durable-executions//%zz/state", "durable-executions/x/state?%"})
    void refusesWhatIsNoCall(String rest) {
        var call = Call.parse("GET", PREFIX, PREFIX + rest);

        assertThat(call).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "aws-sdk-java/2.41 aws-durable-execution-sdk-java/2.1.0, Invalid Checkpoint Token",
        "aws-durable-execution-sdk-java/2.2.0, Invalid checkpoint token",
        "aws-durable-execution-sdk-java/1.9, Invalid Checkpoint Token",
        "aws-durable-execution-sdk-js/2.4.9 ua/2.1, Invalid Checkpoint Token",
        "aws-durable-execution-sdk-js/2.5.0, Invalid checkpoint token",
        "aws-durable-execution-sdk-python/2.0.0, Invalid Checkpoint Token",
        "aws-durable-execution-sdk-python/2.0.1, Invalid checkpoint token",
        "aws-durable-execution-sdk-go/0.1.0, Invalid checkpoint token",
        "curl/8, Invalid checkpoint token",
        ", Invalid checkpoint token"
    })
    void writesARefusalAsTheSdkExpectsIt(String userAgent, String message) {
        assertThat(StaleTokenMessage.forUserAgent(userAgent)).isEqualTo(message);
    }

    @Test
    void namesNoExecutionOfOursForOtherArns() {
        assertThat(ExecutionArns.execution("arn:aws:lambda:us-east-1:123456789012:function:warmup"))
                .isNull();
        assertThat(ExecutionArns.execution(ARN + "x")).isNull();
        assertThat(ExecutionArns.execution("")).isNull();
    }
}
