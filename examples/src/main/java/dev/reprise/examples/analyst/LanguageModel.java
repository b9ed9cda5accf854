package dev.reprise.examples.analyst;

import java.util.List;

/** A language model. Each call costs money, so it is made in a step and never repeated by a replay. */
public interface LanguageModel {
    /** What the model says next in a conversation. */
    Reply next(List<Message> conversation);
}
