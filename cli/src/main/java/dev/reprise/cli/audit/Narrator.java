package dev.reprise.cli.audit;

import dev.reprise.cli.terminal.Terminal;
import dev.reprise.core.Failure;
import dev.reprise.core.Payload;
import dev.reprise.core.history.Happening;
import dev.reprise.core.history.HistoryEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns one execution's events, given in order, into lines of a timeline; it remembers what began when. */
public final class Narrator {
    private static final int SHOWN_CHARACTERS = 72;
    private static final String EXECUTION = "";

    private final Map<String, Instant> begun = new HashMap<>();

    /** The line of the next event. */
    public TimelineEntry tell(HistoryEvent event) {
        var subject =
                event.operation() == null ? EXECUTION : event.operation().id().value();
        return switch (event.event()) {
            case Happening.ExecutionStarted e -> begins(event, subject, text(e.input()));
            case Happening.ExecutionSucceeded e -> ends(event, subject, text(e.result()));
            case Happening.ExecutionFailed e -> ends(event, subject, text(e.failure()));
            case Happening.ExecutionTimedOut e -> ends(event, subject, text(e.failure()));
            case Happening.ExecutionStopped e -> ends(event, subject, text(e.failure()));
            case Happening.ExecutionPaused e -> begins(event, "pause", Objects.requireNonNullElse(e.reason(), ""));
            case Happening.ExecutionResumed e -> ends(event, "pause", Objects.requireNonNullElse(e.reason(), ""));
            case Happening.ContextStarted ignored -> begins(event, subject, "");
            case Happening.ContextSucceeded e -> ends(event, subject, text(e.result()));
            case Happening.ContextFailed e -> ends(event, subject, text(e.failure()));
            case Happening.StepStarted ignored -> begins(event, subject, "");
            case Happening.StepSucceeded e -> attempted(event, subject, e.retry(), e.elapsed(), text(e.result()));
            case Happening.StepFailed e -> attempted(event, subject, e.retry(), e.elapsed(), text(e.failure()));
            case Happening.WaitStarted e -> begins(event, subject, "until " + e.scheduledEnd());
            case Happening.WaitSucceeded ignored -> ends(event, subject, "");
            case Happening.WaitCancelled ignored -> ends(event, subject, "");
            case Happening.CallbackStarted e -> begins(event, subject, limit(e.timeout()));
            case Happening.CallbackSucceeded e -> ends(event, subject, text(e.result()));
            case Happening.CallbackFailed e -> ends(event, subject, text(e.failure()));
            case Happening.CallbackTimedOut e -> ends(event, subject, text(e.failure()));
            case Happening.ChainedInvokeStarted e -> begins(event, subject, e.function() + " " + text(e.input()));
            case Happening.ChainedInvokeSucceeded e -> ends(event, subject, text(e.result()));
            case Happening.ChainedInvokeFailed e -> ends(event, subject, text(e.failure()));
            case Happening.ChainedInvokeTimedOut e -> ends(event, subject, text(e.failure()));
            case Happening.ChainedInvokeStopped e -> ends(event, subject, text(e.failure()));
            case Happening.InvocationCompleted e ->
                line(event, "", text(Duration.between(e.startedAt(), e.endedAt())), text(e.failure()));
        };
    }

    private TimelineEntry begins(HistoryEvent event, String subject, String content) {
        begun.put(subject, event.at());
        return line(event, "", "", content);
    }

    private TimelineEntry ends(HistoryEvent event, String subject, String content) {
        return line(event, "", sinceBegin(event, subject), content);
    }

    private TimelineEntry attempted(
            HistoryEvent event, String subject, Happening.Retry retry, @Nullable Duration elapsed, String content) {
        var next = retry.nextDelay() == null ? "" : " (next attempt in " + text(retry.nextDelay()) + ")";
        var took = elapsed == null ? sinceBegin(event, subject) : text(elapsed);
        return line(event, Integer.toString(retry.attempt()), took, content + next);
    }

    private String sinceBegin(HistoryEvent event, String subject) {
        var begin = begun.get(subject);
        return begin == null ? "" : text(Duration.between(begin, event.at()));
    }

    private static TimelineEntry line(HistoryEvent event, String attempt, String took, String content) {
        var name = event.operation() == null ? null : event.operation().name();
        return new TimelineEntry(
                event.at(),
                event.event().getClass().getSimpleName(),
                name == null ? "" : name,
                attempt,
                took,
                content.strip());
    }

    private static String limit(@Nullable Duration timeout) {
        return timeout == null ? "no limit" : "at most " + text(timeout);
    }

    private static String text(Duration duration) {
        return Terminal.text(duration.isNegative() ? Duration.ZERO : duration);
    }

    private static String text(@Nullable Payload payload) {
        return payload == null ? "" : shortened(payload.text());
    }

    private static String text(@Nullable Failure failure) {
        if (failure == null) {
            return "";
        }
        var type = failure.type() == null ? "Failure" : failure.type();
        return shortened(failure.message() == null ? type : type + ": " + failure.message());
    }

    private static String shortened(String text) {
        var line = text.replaceAll("\\s+", " ");
        return line.length() <= SHOWN_CHARACTERS ? line : line.substring(0, SHOWN_CHARACTERS - 3) + "...";
    }
}
