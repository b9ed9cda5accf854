package dev.reprise.gateway.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

class QueueMessagesTest {
    private static Message message(String id, Map<MessageSystemAttributeName, String> attributes) {
        return Message.builder().messageId(id).attributes(attributes).build();
    }

    private static Message ofFifo(String id, String group) {
        return message(
                id,
                Map.of(
                        MessageSystemAttributeName.MESSAGE_GROUP_ID,
                        group,
                        MessageSystemAttributeName.SEQUENCE_NUMBER,
                        "1"));
    }

    private static List<String> ids(List<Message> lane) {
        return lane.stream().map(Message::messageId).toList();
    }

    @Test
    void onlyGroupsOfAFifoQueueAreInOrder() {
        var lanes = QueueMessages.lanes(List.of(
                ofFifo("1", "a"),
                ofFifo("2", "b"),
                ofFifo("3", "a"),
                message("4", Map.of(MessageSystemAttributeName.MESSAGE_GROUP_ID, "a")),
                message("5", Map.of(MessageSystemAttributeName.MESSAGE_GROUP_ID, "a")),
                message("6", Map.of())));

        assertThat(lanes.stream().map(QueueMessagesTest::ids))
                .containsExactly(List.of("1", "3"), List.of("2"), List.of("4"), List.of("5"), List.of("6"));
    }

    @ParameterizedTest
    @CsvSource({
        ",https://sqs.eu-west-1.amazonaws.com/123456789012/q,eu-west-1",
        ",https://sqs.cn-north-1.amazonaws.com.cn/123456789012/q,cn-north-1",
        ",https://vpce-1.sqs.eu-west-1.vpce.amazonaws.com/123456789012/q,eu-west-1",
        ",http://127.0.0.1:9324/000000000000/q,''",
        ",https://evil.example/sqs.eu-west-1.amazonaws.com/q,''",
        "us-east-2,https://sqs.eu-west-1.amazonaws.com/123456789012/q,us-east-2",
    })
    void theRegionIsTheOneThatIsSaidOrElseTheUrls(String setting, String url, String region) {
        assertThat(SqsClients.region(setting, url)).isEqualTo(region);
    }
}
