package dev.reprise.examples.analyst;

import dev.reprise.workflow.DurableContext;
import dev.reprise.workflow.DurableFunction;
import dev.reprise.workflow.RetryPolicy;
import dev.reprise.workflow.WaitOptions;
import java.time.Duration;
import java.util.ArrayList;

/**
 * Lets a model think for up to {@value #MAX_TURNS} turns. Each call of the model and of a tool is a step: a crash in turn
 * nine pays for turn nine again at most. When the model wants a person, the analyst waits up to 48 hours for one.
 */
public final class AiAnalyst implements DurableFunction<Question, Findings> {
    static final int MAX_TURNS = 12;

    private static final String NOBODY = "nobody answered";
    private static final RetryPolicy MODEL_RETRY =
            RetryPolicy.exponential(4, Duration.ofSeconds(2)).cap(Duration.ofMinutes(1));

    private final LanguageModel model;
    private final Tools tools;

    /** With the model it thinks with and the tools it may use. */
    public AiAnalyst(LanguageModel model, Tools tools) {
        this.model = model;
        this.tools = tools;
    }

    @Override
    public Findings run(Question question, DurableContext dc) {
        var conversation = new ArrayList<Message>();
        conversation.add(new Message("user", question.text()));
        for (int turn = 1; turn <= MAX_TURNS; turn++) {
            var reply = dc.step("think-" + turn, Reply.class, () -> model.next(conversation), MODEL_RETRY);
            conversation.add(new Message("model", reply.text()));
            switch (reply.action()) {
                case "answer" -> {
                    return new Findings(reply.text(), turn, "model");
                }
                case "tool" -> conversation.add(new Message("tool", call(turn, reply, dc)));
                default -> {
                    var person = dc.waitForSignal(
                            "human-answer",
                            WaitOptions.timeout(Duration.ofHours(48)).orElse(NOBODY));
                    if (person.timedOut()) {
                        return new Findings(reply.text(), turn, "nobody");
                    }
                    conversation.add(new Message("user", person.as(String.class)));
                }
            }
        }
        return new Findings("No answer within %d turns".formatted(MAX_TURNS), MAX_TURNS, "nobody");
    }

    private String call(int turn, Reply reply, DurableContext dc) {
        return dc.step(
                "%s-%d".formatted(reply.tool(), turn), String.class, () -> tools.call(reply.tool(), reply.text()));
    }
}
