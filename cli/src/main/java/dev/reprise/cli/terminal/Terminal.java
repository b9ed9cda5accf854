package dev.reprise.cli.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/**
 * Where a command's words go: results to {@code out}, what it is doing and what went wrong to {@code err} where results
 * may be piped on. Always UTF-8, because payloads are. Thread-safe.
 */
public record Terminal(PrintWriter out, PrintWriter err) {
    /** The process's own streams, not through a logging framework that may have replaced them. */
    public static Terminal system() {
        return new Terminal(writer(FileDescriptor.out), writer(FileDescriptor.err));
    }

    private static PrintWriter writer(FileDescriptor stream) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(stream), UTF_8), true);
    }

    /** Says something. */
    public void say(String line) {
        out.println(line);
    }

    /** Says what begins now, so that a silence has a name; {@link Progress#done} ends the line. */
    public Progress begin(String what) {
        out.print("  %-10s".formatted(what));
        out.flush();
        return Progress.begun(this, System.nanoTime());
    }

    /** A duration as people say it: {@code 7 ms}, {@code 1.2 s}, {@code 3 min 20 s}, {@code 72 h}. */
    public static String text(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1000) {
            return millis + " ms";
        }
        if (millis < 60_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
        }
        return duration.toHours() == 0
                ? parts(duration.toMinutes(), "min", duration.toSecondsPart(), "s")
                : parts(duration.toHours(), "h", duration.toMinutesPart(), "min");
    }

    private static String parts(long large, String largeUnit, int small, String smallUnit) {
        return small == 0
                ? "%d %s".formatted(large, largeUnit)
                : "%d %s %d %s".formatted(large, largeUnit, small, smallUnit);
    }
}
