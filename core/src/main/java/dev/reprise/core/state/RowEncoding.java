package dev.reprise.core.state;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.InvalidValue;
import dev.reprise.core.OperationId;
import dev.reprise.core.SignalName;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Row keys as bytes whose unsigned order is the order of the store. The first byte tells the kind of row; rows of one
 * execution are neighbours, so that loading or purging an execution is one range. Text is followed by a zero byte,
 * which no name may contain, wherever something comes after it; numbers are big-endian.
 *
 * <p>Stored: change nothing here without a migration. The first byte {@code J} is taken by whoever keeps the rows, for how
 * far they have come in the journal.
 */
public final class RowEncoding {
    private static final byte PARTITION = 'M';
    private static final byte EXECUTION = 'E';
    private static final byte HEADER = 0x00;
    private static final byte OPERATION = 0x10;
    private static final byte CHILD = 0x18;
    private static final byte SIGNAL = 0x20;
    private static final byte SIGNAL_WAIT = 0x28;
    private static final byte SIGNAL_ID = 0x30;
    private static final byte EVENT = 0x38;
    private static final byte NAMED = 'N';
    private static final byte ARMED = 'T';
    private static final byte READY = 'D';
    private static final byte LISTED = 'W';
    private static final byte RELAYED = 'S';
    private static final byte OUTBOX = 'O';
    private static final byte QUARANTINED = 'Q';
    private static final byte FORGOTTEN = 'G';

    private RowEncoding() {}

    /**
     * A half-open range of keys.
     *
     * @param from the first key, inclusive
     * @param to the last key, exclusive; null for the end of the store
     */
    @SuppressWarnings("ArrayRecordComponent") // a pair of bounds, never compared
    public record Bounds(byte[] from, byte @Nullable [] to) {}

    /** The key of a row. */
    public static byte[] encode(Row<?> row) {
        return switch (row) {
            case Row.OfPartition ignored -> new byte[] {PARTITION};
            case Row.Header r -> execution(r.execution(), HEADER).bytes();
            case Row.OfOperation r ->
                execution(r.execution(), OPERATION).word(r.operation()).bytes();
            case Row.Child r ->
                execution(r.execution(), CHILD)
                        .terminated(r.parent().value())
                        .word(r.child())
                        .bytes();
            case Row.Signal r ->
                execution(r.execution(), SIGNAL)
                        .terminated(r.name().value())
                        .int64(r.number())
                        .bytes();
            case Row.SignalWait r ->
                execution(r.execution(), SIGNAL_WAIT)
                        .terminated(r.name().value())
                        .int64(r.order())
                        .bytes();
            case Row.SignalId r ->
                execution(r.execution(), SIGNAL_ID).text(r.id()).bytes();
            case Row.Event r ->
                execution(r.execution(), EVENT).int32(r.eventId()).bytes();
            case Row.Named r ->
                new Key(NAMED)
                        .terminated(r.key().function())
                        .text(r.key().name())
                        .bytes();
            case Row.Armed r -> timer(r.timer());
            case Row.Ready r -> new Key(READY).id(r.execution()).bytes();
            case Row.Listed r ->
                listed(r.function(), r.status())
                        .int64(newestFirst(r.startedAt()))
                        .id(r.execution())
                        .bytes();
            case Row.Relayed r ->
                new Key(RELAYED).terminated(r.topic()).int32(r.partition()).bytes();
            case Row.Quarantined r -> new Key(QUARANTINED).id(r.execution()).bytes();
            case Row.Forgotten r -> new Key(FORGOTTEN).id(r.execution()).bytes();
            case Row.Outbox r ->
                new Key(OUTBOX).int64(r.id().offset()).int32(r.id().index()).bytes();
        };
    }

    /** The keys of a range. */
    public static Bounds encode(RowRange<?> range) {
        return switch (range) {
            case RowRange.Operations r -> prefix(execution(r.execution(), OPERATION));
            case RowRange.Children r ->
                prefix(execution(r.execution(), CHILD).terminated(r.parent().value()));
            case RowRange.Events r -> {
                var all = prefix(execution(r.execution(), EVENT));
                yield new Bounds(
                        execution(r.execution(), EVENT).int32(r.fromEventId()).bytes(), all.to());
            }
            case RowRange.Signals r ->
                prefix(execution(r.execution(), SIGNAL).terminated(r.name().value()));
            case RowRange.SignalWaits r ->
                prefix(execution(r.execution(), SIGNAL_WAIT).terminated(r.name().value()));
            case RowRange.Everything r -> prefix(new Key(EXECUTION).id(r.execution()));
            case RowRange.Timers r -> {
                var all = prefix(new Key(ARMED));
                var from = r.from();
                yield from == null ? all : new Bounds(timer(from), all.to());
            }
            case RowRange.ReadyExecutions ignored -> prefix(new Key(READY));
            case RowRange.ListedExecutions r -> listed(r);
            case RowRange.QuarantinedExecutions ignored -> prefix(new Key(QUARANTINED));
            case RowRange.Outbox ignored -> prefix(new Key(OUTBOX));
        };
    }

    /**
     * The row that a key stands for.
     *
     * @throws IllegalArgumentException when the bytes are no key: the store is corrupt or from a newer release
     */
    public static Row<?> decode(byte[] key) {
        try {
            var in = ByteBuffer.wrap(key);
            var row = decode(in);
            if (row != null && !in.hasRemaining()) {
                return row;
            }
        } catch (BufferUnderflowException | ArrayIndexOutOfBoundsException | InvalidValue notAKey) {
            // said below, in the same words as for an unknown kind
        }
        throw new IllegalArgumentException(
                "Expected a row key of a known kind, but found the %d bytes %s. Was the store written by a newer release?"
                        .formatted(key.length, HexFormat.of().formatHex(key, 0, Math.min(key.length, 40))));
    }

    private static @Nullable Row<?> decode(ByteBuffer in) {
        return switch (in.get()) {
            case PARTITION -> new Row.OfPartition();
            case EXECUTION -> ofExecution(id(in), in);
            case NAMED -> new Row.Named(new ExecutionKey(terminated(in), rest(in)));
            case ARMED -> new Row.Armed(timer(in));
            case READY -> new Row.Ready(id(in));
            case LISTED ->
                new Row.Listed(
                        terminated(in),
                        ExecutionStatus.values()[in.get()],
                        Instant.ofEpochMilli(Long.MAX_VALUE - in.getLong()),
                        id(in));
            case RELAYED -> new Row.Relayed(terminated(in), in.getInt());
            case QUARANTINED -> new Row.Quarantined(id(in));
            case FORGOTTEN -> new Row.Forgotten(id(in));
            case OUTBOX -> new Row.Outbox(new OutgoingId(in.getLong(), in.getInt()));
            default -> null;
        };
    }

    private static @Nullable Row<?> ofExecution(ExecutionId id, ByteBuffer in) {
        return switch (in.get()) {
            case HEADER -> new Row.Header(id);
            case OPERATION -> new Row.OfOperation(id, new OperationId(rest(in)));
            case CHILD -> new Row.Child(id, new OperationId(terminated(in)), new OperationId(rest(in)));
            case SIGNAL -> new Row.Signal(id, new SignalName(terminated(in)), in.getLong());
            case SIGNAL_WAIT -> new Row.SignalWait(id, new SignalName(terminated(in)), in.getLong());
            case SIGNAL_ID -> new Row.SignalId(id, rest(in));
            case EVENT -> new Row.Event(id, in.getInt());
            default -> null;
        };
    }

    private static Key execution(ExecutionId id, byte kind) {
        return new Key(EXECUTION).id(id).int8(kind);
    }

    private static byte[] timer(Timer timer) {
        var key = new Key(ARMED)
                .int64(timer.due().toEpochMilli())
                .id(timer.execution())
                .int8((byte) timer.kind().ordinal());
        var operation = timer.operation();
        return (operation == null ? key : key.word(operation)).bytes();
    }

    private static Timer timer(ByteBuffer in) {
        var due = Instant.ofEpochMilli(in.getLong());
        var execution = id(in);
        var kind = TimerKind.values()[in.get()];
        return new Timer(due, execution, kind, in.hasRemaining() ? new OperationId(rest(in)) : null);
    }

    private static Key listed(String function, ExecutionStatus status) {
        return new Key(LISTED).terminated(function).int8((byte) status.ordinal());
    }

    private static Bounds listed(RowRange.ListedExecutions range) {
        var all = prefix(listed(range.function(), range.status()));
        var from = all.from();
        var to = Objects.requireNonNull(all.to(), "a list is followed by other rows");
        var startedBefore = range.startedBefore();
        if (startedBefore != null) {
            from = later(from, startedAt(range, ceilToMilli(startedBefore) - 1));
        }
        var startedAfter = range.startedAfter();
        if (startedAfter != null) {
            to = earlier(to, startedAt(range, startedAfter.toEpochMilli()));
        }
        var after = range.after();
        if (after != null && range.isReversed()) {
            to = earlier(to, encode(after));
        } else if (after != null) {
            from = later(from, after(encode(after)));
        }
        return new Bounds(from, later(from, to));
    }

    /** The first key, in a list that is newest first, of what started at a time. */
    private static byte[] startedAt(RowRange.ListedExecutions range, long epochMilli) {
        return listed(range.function(), range.status())
                .int64(Long.MAX_VALUE - epochMilli)
                .bytes();
    }

    private static long ceilToMilli(Instant instant) {
        return instant.plusNanos(999_999).toEpochMilli();
    }

    private static long newestFirst(Instant startedAt) {
        return Long.MAX_VALUE - startedAt.toEpochMilli();
    }

    private static Bounds prefix(Key prefix) {
        var from = prefix.bytes();
        var to = from.clone();
        for (int i = to.length - 1; i >= 0; i--) {
            if (++to[i] != 0) {
                return new Bounds(from, Arrays.copyOf(to, i + 1));
            }
        }
        return new Bounds(from, null);
    }

    private static byte[] after(byte[] key) {
        return Arrays.copyOf(key, key.length + 1);
    }

    private static byte[] later(byte[] a, byte[] b) {
        return Arrays.compareUnsigned(a, b) >= 0 ? a : b;
    }

    private static byte[] earlier(byte[] a, byte[] b) {
        return Arrays.compareUnsigned(a, b) <= 0 ? a : b;
    }

    private static ExecutionId id(ByteBuffer in) {
        return new ExecutionId(in.getShort() & 0xFFFF, new UUID(in.getLong(), in.getLong()));
    }

    private static String terminated(ByteBuffer in) {
        int start = in.position();
        while (in.get() != 0) {
            // looking for the end
        }
        return new String(in.array(), start, in.position() - 1 - start, StandardCharsets.UTF_8);
    }

    private static String rest(ByteBuffer in) {
        var text = new String(in.array(), in.position(), in.remaining(), StandardCharsets.UTF_8);
        in.position(in.limit());
        return text;
    }

    /** A key being written. */
    private static final class Key {
        private byte[] bytes = new byte[64];
        private int length;

        Key(byte kind) {
            int8(kind);
        }

        Key int8(byte value) {
            int start = room(1); // which may replace the array
            bytes[start] = value;
            return this;
        }

        Key int16(int value) {
            return int8((byte) (value >>> 8)).int8((byte) value);
        }

        Key int32(int value) {
            return int16(value >>> 16).int16(value);
        }

        Key int64(long value) {
            return int32((int) (value >>> 32)).int32((int) value);
        }

        Key id(ExecutionId id) {
            return int16(id.partition())
                    .int64(id.unique().getMostSignificantBits())
                    .int64(id.unique().getLeastSignificantBits());
        }

        Key text(String text) {
            var utf8 = text.getBytes(StandardCharsets.UTF_8);
            int start = room(utf8.length);
            System.arraycopy(utf8, 0, bytes, start, utf8.length);
            return this;
        }

        Key word(OperationId id) {
            return text(id.value());
        }

        Key terminated(String text) {
            return text(text).int8((byte) 0);
        }

        byte[] bytes() {
            return Arrays.copyOf(bytes, length);
        }

        /** Where so many more bytes go. */
        private int room(int more) {
            int start = length;
            length += more;
            if (length > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(length, 2 * bytes.length));
            }
            return start;
        }
    }
}
