package dev.reprise.workflow.protocol;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The trace header of AWS, {@code X-Amzn-Trace-Id}, to and from the W3C {@code traceparent} that executions keep. Both hold
 * a trace of 32 hexadecimal digits, the calling span of 16, and whether the trace is recorded; X-Ray splits the trace in
 * two, and what else it may carry has no place in a {@code traceparent} and is dropped.
 */
public final class TraceHeader {
    private static final Pattern ROOT = Pattern.compile("1-([0-9a-f]{8})-([0-9a-f]{24})");
    private static final Pattern SPAN = Pattern.compile("[0-9a-f]{16}");
    private static final Pattern TRACE_PARENT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-([0-9a-f]{8})([0-9a-f]{24})-([0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?");
    private static final String NO_TRACE = "0".repeat(32);
    private static final String NO_SPAN = "0".repeat(16);

    private TraceHeader() {}

    /**
     * The {@code traceparent} that says what an X-Ray header says, or null when that names no trace. Where it names no
     * calling span, the trace's last digits stand for one, because a {@code traceparent} cannot do without.
     */
    public static @Nullable String toTraceParent(@Nullable String header) {
        if (header == null) {
            return null;
        }
        var root = ROOT.matcher(field(header, "Root"));
        if (!root.matches()) {
            return null;
        }
        var trace = root.group(1) + root.group(2);
        var given = field(header, "Parent");
        var span = SPAN.matcher(given).matches() ? given : trace.substring(16);
        if (trace.equals(NO_TRACE) || span.equals(NO_SPAN)) {
            return null;
        }
        return "00-%s-%s-%s".formatted(trace, span, field(header, "Sampled").equals("1") ? "01" : "00");
    }

    /** What a caller says of its trace: in W3C's header, or else in X-Ray's; null when it says nothing in either. */
    public static @Nullable String given(@Nullable String traceParent, @Nullable String header) {
        var place = TraceContext.parse(traceParent);
        return place == null ? toTraceParent(header) : place.traceParent();
    }

    /** The X-Ray header that says what a {@code traceparent} says, or null when that is none. */
    public static @Nullable String ofTraceParent(@Nullable String traceParent) {
        var parts = TRACE_PARENT.matcher(traceParent == null ? "" : traceParent.strip());
        if (!parts.matches() || (parts.group(1) + parts.group(2)).equals(NO_TRACE)) {
            return null;
        }
        boolean sampled = (Integer.parseInt(parts.group(4), 16) & 1) == 1;
        return "Root=1-%s-%s;Parent=%s;Sampled=%d"
                .formatted(parts.group(1), parts.group(2), parts.group(3), sampled ? 1 : 0);
    }

    private static String field(String header, String name) {
        for (var part : header.split(";", 20)) {
            var field = part.strip();
            if (field.startsWith(name + "=")) {
                return field.substring(name.length() + 1).strip().toLowerCase(Locale.ROOT);
            }
        }
        return "";
    }
}
