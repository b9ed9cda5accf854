package dev.reprise.workflow.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaEventTest {
    private static byte[] event(String json) {
        return json.replace('\'', '"').getBytes(UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'eventSource':'aws:kafka'}", "{'x':{'eventSource':''},'eventSource':'SelfManagedKafka'}"})
    void isRecognisedByItsSource(String json) {
        assertThat(KafkaEvent.isOne(event(json))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'DurableExecutionArn':'arn','eventSource':'aws:kafka'}",
                "{'Records':[{'eventSource':'aws:sqs'}]}",
                "{'eventSource':'aws:sqs'}",
                "['eventSource','aws:kafka']",
                "{}",
                "{'eventSou",
                "garbage",
                ""
            })
    void isNothingElse(String json) {
        assertThat(KafkaEvent.isOne(event(json))).isFalse();
    }

    @Test
    void hasTheRecordsOfAllItsPartitions() throws IOException {
        var read = KafkaEvent.read(
                event(
                        "{'eventSource':'aws:kafka','records':{'t-0':[{'offset':7,'value':'YQ=='},{'offset':8,'value':'Yg=='}],'t-1':[{'offset':1}]}}"));

        assertThat(read.records())
                .extracting(
                        record -> record.partition() + "@" + record.offset() + "=" + new String(record.value(), UTF_8))
                .containsExactly("t-0@7=a", "t-0@8=b", "t-1@1=");
    }

    @Test
    void aValueThatIsNotBase64IsNoTask() throws IOException {
        var read = KafkaEvent.read(event("{'records':{'t-0':[{'offset':7,'value':'***'}]}}"));

        assertThat(read.records().getFirst().value()).isEmpty();
    }

    @Test
    void saysWhichRecordsAreToComeAgain() throws IOException {
        var answer = KafkaEvent.answer(List.of(new KafkaEvent.Record("t-0", 7, new byte[0])));

        assertThat(new String(answer, UTF_8))
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":{\"partition\":\"t-0\",\"offset\":7}}]}");
        assertThat(new String(KafkaEvent.answer(List.of()), UTF_8)).isEqualTo("{\"batchItemFailures\":[]}");
    }
}
