package dev.reprise.examples.analyst;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.reprise.core.Payload;
import dev.reprise.workflow.JsonCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A real model, by any provider that LangChain4j knows. A reply that makes no sense fails the step, which asks again. */
public final class LangChain4jModel implements LanguageModel {
    private static final SystemMessage RULES = SystemMessage.from("""
            You are an analyst. Reply with one JSON object and nothing else, in one of these forms:
            {"action": "tool", "tool": "sales", "text": "<period>"} to look up sales,
            {"action": "tool", "tool": "weather", "text": "<period>"} to look up the weather,
            {"action": "escalate", "tool": "", "text": "<question>"} to ask a person,
            {"action": "answer", "tool": "", "text": "<answer>"} when you are done.""");

    private final ChatModel model;

    /** Talks to this model. */
    public LangChain4jModel(ChatModel model) {
        this.model = model;
    }

    @Override
    public Reply next(List<Message> conversation) {
        var messages = new ArrayList<ChatMessage>();
        messages.add(RULES);
        conversation.forEach(message -> messages.add(chatMessage(message)));
        var text = Objects.requireNonNullElse(model.chat(messages).aiMessage().text(), "nothing");
        if (!(JsonCodec.DEFAULT.read(Payload.of(text), Reply.class) instanceof Reply reply)
                || reply.action() == null
                || reply.text() == null) {
            throw new IllegalStateException("Expected the model to reply with an action and a text, but found " + text);
        }
        return new Reply(reply.action(), Objects.requireNonNullElse(reply.tool(), ""), reply.text());
    }

    private static ChatMessage chatMessage(Message message) {
        return switch (message.role()) {
            case "model" -> AiMessage.from(message.text());
            case "tool" -> UserMessage.from("The tool says: " + message.text());
            default -> UserMessage.from(message.text());
        };
    }
}
