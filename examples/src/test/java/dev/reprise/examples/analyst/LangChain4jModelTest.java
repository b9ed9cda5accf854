package dev.reprise.examples.analyst;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ChatMessageType;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.reprise.workflow.PayloadException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LangChain4jModelTest {
    private final List<ChatMessage> asked = new ArrayList<>();

    private LanguageModel thatSays(String text) {
        return new LangChain4jModel(new ChatModel() {
            @Override
            public ChatResponse doChat(ChatRequest request) {
                asked.addAll(request.messages());
                return ChatResponse.builder().aiMessage(AiMessage.from(text)).build();
            }
        });
    }

    @Test
    void theConversationIsToldAndTheReplyUnderstood() {
        var model = thatSays("{\"action\": \"tool\", \"tool\": \"sales\", \"text\": \"last week\"}");
        var conversation = List.of(
                new Message("user", "Why?"), new Message("model", "Let me see."), new Message("tool", "120, 118"));
        assertThat(model.next(conversation)).isEqualTo(Reply.tool("sales", "last week"));
        assertThat(asked)
                .extracting(ChatMessage::type)
                .containsExactly(
                        ChatMessageType.SYSTEM, ChatMessageType.USER, ChatMessageType.AI, ChatMessageType.USER);
    }

    @Test
    void aReplyThatMakesNoSenseFailsTheAttempt() {
        var conversation = List.of(new Message("user", "Why?"));
        assertThatThrownBy(() -> thatSays("Because!").next(conversation)).isInstanceOf(PayloadException.class);
        assertThatThrownBy(() -> thatSays("{}").next(conversation)).isInstanceOf(IllegalStateException.class);
    }
}
