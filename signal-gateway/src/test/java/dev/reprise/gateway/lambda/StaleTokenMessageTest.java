package dev.reprise.gateway.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StaleTokenMessageTest {
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
}
