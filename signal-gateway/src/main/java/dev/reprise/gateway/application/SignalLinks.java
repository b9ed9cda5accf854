package dev.reprise.gateway.application;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.Payload;
import dev.reprise.core.SignalName;
import dev.reprise.core.state.Execution;
import dev.reprise.gateway.tokens.Seal;
import dev.reprise.gateway.tokens.SignalLink;
import dev.reprise.streams.Journal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Links that let whoever has them send one signal, once, before they expire: for a mail to a reviewer, or a machine that gets
 * no key. Thread-safe.
 */
public final class SignalLinks {
    private final Journal journal;
    private final SendSignal signals;
    private final Seal seal;
    private final InstantSource clock;
    private final LongSupplier random;

    public SignalLinks(Journal journal, SendSignal signals, Seal seal, InstantSource clock, LongSupplier random) {
        this.journal = journal;
        this.signals = signals;
        this.seal = seal;
        this.clock = clock;
        this.random = random;
    }

    /** A link, and what it says. */
    public record Made(String text, SignalLink link) {}

    /** How a link stands. */
    public sealed interface Standing {
        /** It can be used, unless it was already; that only using it tells. */
        record Open(SignalLink link, Execution execution) implements Standing {}

        /** It is none that was given out. */
        record Invalid() implements Standing {}

        record Expired(Instant at) implements Standing {}

        record UnknownExecution(ExecutionId execution) implements Standing {}

        record ExecutionFinished(ExecutionId execution) implements Standing {}
    }

    /** What became of a signal by a link. */
    public sealed interface Sent {
        record Accepted(SignalLink link, boolean buffered) implements Sent {}

        /** The link was used before. */
        record Used() implements Sent {}

        /** It allows something else. */
        record NotAllowed(List<String> choices) implements Sent {}

        /** The link cannot be used. */
        record NotOpen(Standing standing) implements Sent {}

        /** The journal did not take it. */
        record Refused(SignalOutcome outcome) implements Sent {}
    }

    /**
     * Makes a link; nothing is recorded. Null when there is no such execution.
     *
     * @throws dev.reprise.core.InvalidValue when the texts are too long
     */
    public @Nullable Made make(
            ExecutionId execution, SignalName name, Duration validFor, String about, List<String> choices) {
        if (journal.execution(execution) == null) {
            return null;
        }
        var expiresAt = clock.instant().plus(validFor).truncatedTo(ChronoUnit.MILLIS);
        var link = new SignalLink(execution, name, expiresAt, random.getAsLong(), about, choices);
        return new Made(link.write(seal), link);
    }

    /** Looks at a link; nothing is recorded. */
    public Standing look(String text) {
        var standing = standing(text);
        return standing instanceof Standing.Open(var ignored, var execution)
                        && execution.status().isClosed()
                ? new Standing.ExecutionFinished(execution.id())
                : standing;
    }

    private Standing standing(String text) {
        var link = SignalLink.read(seal, text);
        if (link == null) {
            return new Standing.Invalid();
        }
        if (!clock.instant().isBefore(link.expiresAt())) {
            return new Standing.Expired(link.expiresAt());
        }
        var execution = journal.execution(link.execution());
        return execution == null ? new Standing.UnknownExecution(link.execution()) : new Standing.Open(link, execution);
    }

    /**
     * Sends what a link is for. Blocks until it is recorded. Whether it can still be is for the journal to say: of an execution
     * that has ended it also knows whether this link's signal was there before.
     *
     * @param payload JSON; where the link has choices, one of them as a JSON string
     */
    public Sent send(String text, Payload payload) {
        var standing = standing(text);
        if (!(standing instanceof Standing.Open(var link, var execution))) {
            return new Sent.NotOpen(standing);
        }
        if (!link.allows(payload)) {
            return new Sent.NotAllowed(link.choices());
        }
        return switch (signals.send(execution.id(), link.name(), link.signalId(), payload)) {
            case SignalOutcome.Accepted accepted -> new Sent.Accepted(link, accepted.buffered());
            case SignalOutcome.Repeated ignored -> new Sent.Used();
            case SignalOutcome other -> new Sent.Refused(other);
        };
    }
}
