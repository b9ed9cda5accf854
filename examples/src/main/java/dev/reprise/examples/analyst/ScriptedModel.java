package dev.reprise.examples.analyst;

import dev.reprise.examples.services.Ledger;
import dev.reprise.examples.services.Service;
import java.util.List;

/** A model that says what its script says, turn by turn, and notes each call as paid for. */
public final class ScriptedModel extends Service implements LanguageModel {
    private final List<Reply> script;

    /** With a ledger and the replies it gives; after the last it gives the last again. */
    public ScriptedModel(Ledger ledger, List<Reply> script) {
        super(ledger);
        this.script = List.copyOf(script);
    }

    /** Looks up sales, then the weather, and asks a person about what is left. */
    public static ScriptedModel ofSalesQuestion(Ledger ledger) {
        return new ScriptedModel(
                ledger,
                List.of(
                        Reply.tool("sales", "last week"),
                        Reply.tool("weather", "last week"),
                        Reply.escalate("Sales fell by a third while it rained. Was the shop closed?"),
                        Reply.answer("Sales fell because the shop was closed for two rainy days.")));
    }

    @Override
    public Reply next(List<Message> conversation) {
        long turn = conversation.stream()
                .filter(message -> message.role().equals("model"))
                .count();
        var reply = script.get((int) Math.min(turn, script.size() - 1L));
        once("model call " + (turn + 1), reply::action);
        return reply;
    }
}
