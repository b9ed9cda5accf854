package dev.reprise.workflow.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where something stands in a distributed trace, as W3C's header {@code traceparent} writes it.
 *
 * <p>Every execution has such a place without anybody keeping it: its trace is its caller's, or else follows from its id
 * and its start, and its span follows from its id. So all nodes, all functions and all invocations name the same.
 *
 * @param traceId 32 hexadecimal digits, not all of them zero
 * @param spanId 16 hexadecimal digits, not all of them zero
 * @param sampled whether the trace is recorded
 */
public record TraceContext(String traceId, String spanId, boolean sampled) {
    private static final Pattern TRACE_PARENT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?");
    private static final HexFormat HEX = HexFormat.of();

    /** What a {@code traceparent} says, or null when it is none. */
    public static @Nullable TraceContext parse(@Nullable String traceParent) {
        var parts = TRACE_PARENT.matcher(traceParent == null ? "" : traceParent.strip());
        return parts.matches()
                ? new TraceContext(parts.group(1), parts.group(2), (Integer.parseInt(parts.group(3), 16) & 1) == 1)
                : null;
    }

    /**
     * The place of an execution: whatever happens in it is below.
     *
     * @param executionId its id
     * @param startedAt when it was started. Its second begins the trace's id, as X-Ray wants it
     * @param caller the {@code traceparent} it was started with, or null
     */
    public static TraceContext ofExecution(String executionId, Instant startedAt, @Nullable String caller) {
        var given = parse(caller);
        var digest = digest(executionId);
        var spanId = HEX.formatHex(digest, 12, 20);
        return given != null
                ? new TraceContext(given.traceId, spanId, given.sampled)
                : new TraceContext(
                        HEX.toHexDigits((int) startedAt.getEpochSecond()) + HEX.formatHex(digest, 0, 12), spanId, true);
    }

    /** Another span of the same trace. */
    public TraceContext span(String otherSpanId) {
        return new TraceContext(traceId, otherSpanId, sampled);
    }

    /** The same, recorded or not. */
    public TraceContext sampled(boolean other) {
        return new TraceContext(traceId, spanId, other);
    }

    /** As in the header. */
    public String traceParent() {
        return "00-%s-%s-%s".formatted(traceId, spanId, sampled ? "01" : "00");
    }

    private static byte[] digest(String executionId) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(executionId.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every JDK to have SHA-256", e);
        }
    }
}
