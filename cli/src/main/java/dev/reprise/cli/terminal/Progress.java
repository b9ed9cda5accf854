package dev.reprise.cli.terminal;

import java.time.Duration;

/** A line that was begun, and when. */
public final class Progress {
    private final Terminal terminal;
    private final long beganNanos;

    private Progress(Terminal terminal, long beganNanos) {
        this.terminal = terminal;
        this.beganNanos = beganNanos;
    }

    /** A line that somebody else began, at this {@link System#nanoTime}. */
    public static Progress begun(Terminal terminal, long beganNanos) {
        return new Progress(terminal, beganNanos);
    }

    /** Ends the line with what came of it and how long it took. */
    public void done(String result) {
        var took = Terminal.text(Duration.ofNanos(System.nanoTime() - beganNanos));
        terminal.say("%s %s".formatted(result, Style.FAINT.of("(" + took + ")")));
    }

    /** Ends the line because it did not work out; the reason follows elsewhere. */
    public void failed() {
        terminal.say(Style.BAD.of("failed"));
    }
}
