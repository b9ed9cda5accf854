package dev.reprise.workflow.engine;

import dev.reprise.core.Failure;
import dev.reprise.workflow.InvokeException;
import dev.reprise.workflow.StepException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Exceptions as data, cut to a size that always fits into the journal. */
public final class Failures {
    private static final int MAX_MESSAGE = 8_000;
    private static final int MAX_FRAMES = 40;
    private static final int MAX_FRAME = 500;
    private static final int MAX_CAUSES = 5;
    private static final int MAX_RECORDED = 100;

    private Failures() {}

    /** Describes what was thrown, with its causes. */
    public static Failure of(Throwable thrown) {
        return new Failure(
                thrown.getClass().getName(), shortened(thrown.getMessage(), MAX_MESSAGE), null, trace(thrown));
    }

    private static List<String> trace(Throwable thrown) {
        var lines = new ArrayList<String>();
        addFrames(lines, thrown);
        int causes = 0;
        for (var cause = thrown.getCause(); cause != null && causes < MAX_CAUSES; cause = cause.getCause()) {
            lines.add(shortened("Caused by: " + cause, MAX_FRAME));
            addFrames(lines, cause);
            causes++;
        }
        if (thrown instanceof StepException step) {
            addRecorded(lines, step.failure());
        }
        if (thrown instanceof InvokeException invoke) {
            addRecorded(lines, invoke.failure());
        }
        return lines;
    }

    /** What the journal holds of a failure elsewhere. Cut, because a call's failure may hold that of another call. */
    private static void addRecorded(List<String> lines, Failure failure) {
        lines.add(shortened("Caused by: " + failure.type() + ": " + failure.message(), MAX_FRAME));
        failure.stackTrace().stream().limit(MAX_RECORDED).forEach(frame -> lines.add(shortened(frame, MAX_FRAME)));
    }

    private static void addFrames(List<String> lines, Throwable thrown) {
        var frames = thrown.getStackTrace();
        for (int i = 0; i < frames.length && i < MAX_FRAMES; i++) {
            lines.add(shortened("at " + frames[i], MAX_FRAME));
        }
    }

    private static String shortened(@Nullable String text, int max) {
        var shown = text == null ? "" : text;
        return shown.length() <= max ? shown : shown.substring(0, max) + "…";
    }
}
