package dev.reprise.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.reprise.core.ExecutionId;
import dev.reprise.core.ExecutionKey;
import dev.reprise.core.OperationId;
import dev.reprise.core.SignalName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Keys are drawn from a small world, so that neighbours and near misses are common. */
class RowEncodingProperties {
    private static final Comparator<Row<?>> BY_KEY = Comparator.comparing(RowEncoding::encode, Arrays::compareUnsigned);

    @Property(tries = 2000)
    void aKeyDecodesToItsRow(@ForAll("rows") Row<?> row) {
        assertThat(RowEncoding.decode(RowEncoding.encode(row))).isEqualTo(row);
    }

    @Property(tries = 1000)
    void onlyEqualRowsHaveEqualKeys(@ForAll("rows") Row<?> a, @ForAll("rows") Row<?> b) {
        assertThat(Arrays.equals(RowEncoding.encode(a), RowEncoding.encode(b))).isEqualTo(a.equals(b));
    }

    @Property(tries = 1000)
    void bytesAreAKeyOrRefusedInWords(@ForAll("rows") Row<?> row, @ForAll byte changed, @ForAll int where) {
        var key = RowEncoding.encode(row);
        key[Math.floorMod(where, key.length)] = changed;
        var cut = Arrays.copyOf(key, Math.floorMod(where, key.length + 1));
        try {
            assertThat(RowEncoding.encode(RowEncoding.decode(cut))).isNotEmpty();
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageStartingWith("Expected a row key");
        }
    }

    @Property(tries = 300)
    void aRangeHoldsExactlyItsRowsInOrder(
            @ForAll @Size(max = 60) List<@From("rows") Row<?>> rows, @ForAll("ranges") RangeCase<?> range) {
        var store = new MemoryRows();
        store.apply(
                rows.stream().<RowChange<?>>map(RowEncodingProperties::present).toList());
        var found = new ArrayList<Row<?>>();
        scan(store, range.range(), found);
        var expected = rows.stream()
                .distinct()
                .filter(range.members())
                .sorted(range.range().isReversed() ? BY_KEY.reversed() : BY_KEY)
                .toList();
        assertThat(found).isEqualTo(expected);
    }

    @Property(tries = 500)
    void timersAreInTheOrderOfTheirTimes(@ForAll("timers") Timer a, @ForAll("timers") Timer b) {
        if (a.due().isBefore(b.due())) {
            assertThat(compare(new Row.Armed(a), new Row.Armed(b))).isNegative();
        }
    }

    @Property(tries = 500)
    void executionsAreListedNewestFirst(@ForAll("listed") Row.Listed a, @ForAll("listed") Row.Listed b) {
        if (a.function().equals(b.function())
                && a.status() == b.status()
                && a.startedAt().isAfter(b.startedAt())) {
            assertThat(compare(a, b)).isNegative();
        }
    }

    @Property(tries = 500)
    void numberedRowsAreInTheOrderOfTheirNumbers(@ForAll("numbers") long a, @ForAll("numbers") long b) {
        var id = new ExecutionId(1, new UUID(1, 1));
        var name = new SignalName("approval");
        var expected = Integer.signum(Long.compare(a, b));
        assertThat(compare(new Row.Signal(id, name, a), new Row.Signal(id, name, b)))
                .isEqualTo(expected);
        assertThat(compare(new Row.SignalWait(id, name, a), new Row.SignalWait(id, name, b)))
                .isEqualTo(expected);
        assertThat(compare(new Row.Outbox(new OutgoingId(a, 0)), new Row.Outbox(new OutgoingId(b, 0))))
                .isEqualTo(expected);
    }

    @Example
    void keysOfAnyLengthDecodeToTheirRows() {
        var id = new ExecutionId(1, new UUID(1, 1));
        for (int length = 1; length <= 64; length++) {
            var text = "n".repeat(length);
            var named = new Row.Named(new ExecutionKey(text, text));
            var child = new Row.Child(id, new OperationId(text), new OperationId(text));
            var wait = new Row.SignalWait(id, new SignalName(text), length);
            assertThat(List.<Row<?>>of(named, child, wait))
                    .allSatisfy(row -> assertThat(RowEncoding.decode(RowEncoding.encode(row)))
                            .isEqualTo(row));
        }
    }

    @Example
    void noBytesAreNoKey() {
        assertThatIllegalArgumentException().isThrownBy(() -> RowEncoding.decode(new byte[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> RowEncoding.decode(new byte[] {'?'}));
    }

    private static int compare(Row<?> a, Row<?> b) {
        return Integer.signum(Arrays.compareUnsigned(RowEncoding.encode(a), RowEncoding.encode(b)));
    }

    private static <V> void scan(Rows rows, RowRange<V> range, List<Row<?>> found) {
        rows.scan(range, (row, value) -> found.add(row));
    }

    /** What a row holds does not matter here. */
    @SuppressWarnings("unchecked")
    private static RowChange<Object> present(Row<?> row) {
        return new RowChange<>((Row<Object>) row, "here");
    }

    /** A range and, in plain words, what belongs to it. */
    record RangeCase<V>(RowRange<V> range, Predicate<Row<?>> members) {}

    @Provide
    Arbitrary<RangeCase<?>> ranges() {
        return Combinators.combine(ids(), operations(), names(), listed(), timers())
                .flatAs((id, operation, name, listed, timer) -> Arbitraries.<RangeCase<?>>of(
                        new RangeCase<>(
                                new RowRange.Operations(id),
                                row -> row instanceof Row.OfOperation r
                                        && r.execution().equals(id)),
                        new RangeCase<>(
                                new RowRange.Children(id, operation),
                                row -> row instanceof Row.Child r
                                        && r.execution().equals(id)
                                        && r.parent().equals(operation)),
                        new RangeCase<>(
                                new RowRange.Events(id, 3),
                                row -> row instanceof Row.Event r
                                        && r.execution().equals(id)
                                        && r.eventId() >= 3),
                        new RangeCase<>(
                                new RowRange.Signals(id, name),
                                row -> row instanceof Row.Signal r
                                        && r.execution().equals(id)
                                        && r.name().equals(name)),
                        new RangeCase<>(
                                new RowRange.SignalWaits(id, name),
                                row -> row instanceof Row.SignalWait r
                                        && r.execution().equals(id)
                                        && r.name().equals(name)),
                        new RangeCase<>(
                                new RowRange.Everything(id),
                                row -> row instanceof Row.OfExecution<?> r
                                        && r.execution().equals(id)),
                        new RangeCase<>(new RowRange.Timers(null), row -> row instanceof Row.Armed),
                        new RangeCase<>(
                                new RowRange.Timers(timer),
                                row -> row instanceof Row.Armed && compare(row, new Row.Armed(timer)) >= 0),
                        new RangeCase<>(new RowRange.ReadyExecutions(), row -> row instanceof Row.Ready),
                        new RangeCase<>(listedLike(listed, false, null, null, null), row -> isListedWith(row, listed)),
                        new RangeCase<>(listedLike(listed, true, null, null, null), row -> isListedWith(row, listed)),
                        new RangeCase<>(
                                listedLike(listed, false, listed, null, null),
                                row -> isListedWith(row, listed) && compare(row, listed) > 0),
                        new RangeCase<>(
                                listedLike(listed, true, listed, null, null),
                                row -> isListedWith(row, listed) && compare(row, listed) < 0),
                        new RangeCase<>(
                                listedLike(listed, false, null, null, listed.startedAt()),
                                row -> isListedWith(row, listed)
                                        && ((Row.Listed) row).startedAt().isBefore(listed.startedAt())),
                        new RangeCase<>(
                                listedLike(listed, true, null, null, betweenMillis(listed)),
                                row -> isListedWith(row, listed)
                                        && ((Row.Listed) row).startedAt().isBefore(betweenMillis(listed))),
                        new RangeCase<>(
                                listedLike(listed, true, null, listed.startedAt(), null),
                                row -> isListedWith(row, listed)
                                        && ((Row.Listed) row).startedAt().isAfter(listed.startedAt())),
                        new RangeCase<>(
                                listedLike(listed, false, listed, betweenMillis(listed), listed.startedAt()),
                                row -> false),
                        new RangeCase<>(new RowRange.QuarantinedExecutions(), row -> row instanceof Row.Quarantined),
                        new RangeCase<>(new RowRange.Outbox(), row -> row instanceof Row.Outbox)));
    }

    private static RowRange.ListedExecutions listedLike(
            Row.Listed like, boolean reversed, Row.Listed after, Instant startedAfter, Instant startedBefore) {
        return new RowRange.ListedExecutions(
                like.function(), like.status(), reversed, after, startedAfter, startedBefore);
    }

    /** Half a millisecond later than the store can tell. */
    private static Instant betweenMillis(Row.Listed listed) {
        return listed.startedAt().plusNanos(500_000);
    }

    private static boolean isListedWith(Row<?> row, Row.Listed like) {
        return row instanceof Row.Listed r && r.function().equals(like.function()) && r.status() == like.status();
    }

    @Provide
    Arbitrary<Row<?>> rows() {
        return Combinators.combine(ids(), operations(), operations(), names(), numbers(), timers(), listed())
                .flatAs((id, operation, other, name, number, timer, listed) -> Arbitraries.<Row<?>>of(
                        new Row.OfPartition(),
                        new Row.Header(id),
                        new Row.OfOperation(id, operation),
                        new Row.Child(id, operation, other),
                        new Row.Event(id, (int) (number % 7)),
                        new Row.Signal(id, name, number),
                        new Row.SignalWait(id, name, number),
                        new Row.SignalId(id, "id of ünusual letters " + number),
                        new Row.Named(new ExecutionKey(listed.function(), operation.value())),
                        new Row.Armed(timer),
                        new Row.Ready(id),
                        listed,
                        new Row.Relayed("signals", (int) (number % 7)),
                        new Row.Quarantined(id),
                        new Row.Forgotten(id),
                        new Row.Outbox(new OutgoingId(number, (int) (number % 3)))));
    }

    @Provide
    Arbitrary<Row.Listed> listed() {
        return Combinators.combine(
                        Arbitraries.of("f", "ff", "f-f"), Arbitraries.of(ExecutionStatus.class), instants(), ids())
                .as(Row.Listed::new);
    }

    @Provide
    Arbitrary<Timer> timers() {
        return Combinators.combine(
                        instants(),
                        ids(),
                        Arbitraries.of(TimerKind.class),
                        operations().injectNull(0.3))
                .as(Timer::new);
    }

    @Provide
    Arbitrary<Long> numbers() {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(0, 9), Arbitraries.longs().between(0, Long.MAX_VALUE));
    }

    private static Arbitrary<Instant> instants() {
        return Arbitraries.of(0L, 1L, 255L, 256L, 1_767_225_600_000L, 1_767_225_600_001L, 4_102_444_800_000L)
                .map(Instant::ofEpochMilli);
    }

    private static Arbitrary<ExecutionId> ids() {
        return Combinators.combine(Arbitraries.of(0, 1, 255, 0xFFFF), Arbitraries.of(0L, 1L, -1L))
                .as((partition, bits) -> new ExecutionId(partition, new UUID(bits, ~bits)));
    }

    private static Arbitrary<OperationId> operations() {
        return Arbitraries.of("a", "aa", "a-a", "b", "z").map(OperationId::new);
    }

    private static Arbitrary<SignalName> names() {
        return Arbitraries.of("approval", "approval ", "approval2", " ").map(SignalName::new);
    }
}
