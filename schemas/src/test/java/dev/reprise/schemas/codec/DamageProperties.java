package dev.reprise.schemas.codec;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.Row;
import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Whatever is done to a record's bytes, reading them gives a value or our own error, and nothing else. */
class DamageProperties {
    @Property
    void garbageIsRefusedByEveryCodecOfATopic(@ForAll byte[] garbage) {
        assertReadsOrRefuses(() -> JournalCodec.decode(garbage));
        assertReadsOrRefuses(() -> HistoryCodec.decode(garbage));
        assertReadsOrRefuses(() -> SummaryCodec.decode(garbage));
        assertReadsOrRefuses(() -> PeerCodec.decodeRequest(garbage));
        assertReadsOrRefuses(() -> PeerCodec.decodeAnswer(garbage));
    }

    @Property
    void garbageInARowIsRefused(@ForAll("rows") RowValues.Entry<?> entry, @ForAll byte[] garbage) {
        assertReadsOrRefuses(() -> RowCodec.decode(entry.row(), garbage));
    }

    @Property
    void garbageAsASignalIsMalformed(@ForAll byte[] garbage) {
        assertThrowsNothingBut(MalformedSignal.class, () -> SignalCodec.decode(garbage, Map.of()));
    }

    @Property
    void aDamagedJournalRecordIsReadOrRefused(@ForAll("damagedRecords") byte[] damaged) {
        assertReadsOrRefuses(() -> JournalCodec.decode(damaged));
    }

    @Property
    void aDamagedHistoryEventIsReadOrRefused(@ForAll("damagedEvents") byte[] damaged) {
        assertReadsOrRefuses(() -> HistoryCodec.decode(damaged));
    }

    @Property
    void aDamagedSummaryIsReadOrRefused(@ForAll("damagedSummaries") byte[] damaged) {
        assertReadsOrRefuses(() -> SummaryCodec.decode(damaged));
    }

    @Property
    void aDamagedRowIsReadOrRefused(@ForAll("damagedRows") Damaged damaged) {
        assertReadsOrRefuses(() -> RowCodec.decode(damaged.row(), damaged.bytes()));
    }

    @Property
    void aRecordCutShortIsRefused(@ForAll("records") JournalRecord record, @ForAll int cut) {
        var bytes = JournalCodec.encode(record);
        var shorter = Arrays.copyOf(bytes, Math.floorMod(cut, bytes.length));

        assertThatThrownBy(() -> JournalCodec.decode(shorter)).isInstanceOf(UndecodableRecord.class);
    }

    @Property
    void aRecordWithSomethingBehindItIsRefused(@ForAll("records") JournalRecord record) {
        var bytes = JournalCodec.encode(record);
        var longer = Arrays.copyOf(bytes, bytes.length + 1);

        assertThatThrownBy(() -> JournalCodec.decode(longer)).isInstanceOf(UndecodableRecord.class);
    }

    private static void assertReadsOrRefuses(ThrowingCallable decode) {
        assertThrowsNothingBut(UndecodableRecord.class, decode);
    }

    private static void assertThrowsNothingBut(Class<? extends Throwable> ours, ThrowingCallable decode) {
        try {
            decode.call();
        } catch (Throwable thrown) {
            if (!ours.isInstance(thrown)) {
                throw new AssertionError("Expected a value or " + ours.getSimpleName() + ", but found", thrown);
            }
        }
    }

    /** A row and what is left of its value. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Damaged(Row<?> row, byte[] bytes) {}

    @Provide
    Arbitrary<JournalRecord> records() {
        return CoreValues.any(JournalRecord.class);
    }

    @Provide
    Arbitrary<RowValues.Entry<?>> rows() {
        return RowValues.any();
    }

    @Provide
    Arbitrary<byte[]> damagedRecords() {
        return damaged(records().map(JournalCodec::encode), 10);
    }

    @Provide
    Arbitrary<byte[]> damagedEvents() {
        return damaged(
                CoreValues.any(AuditedEvent.class)
                        .map(event -> HistoryCodec.encode(event.execution(), event.key(), event.event())),
                10);
    }

    @Provide
    Arbitrary<byte[]> damagedSummaries() {
        return damaged(CoreValues.any(Execution.class).map(SummaryCodec::encode), 10);
    }

    @Provide
    Arbitrary<Damaged> damagedRows() {
        return rows().flatMap(entry ->
                damaged(Arbitraries.just(encode(entry)), 1).map(bytes -> new Damaged(entry.row(), bytes)));
    }

    private static <V> byte[] encode(RowValues.Entry<V> entry) {
        return RowCodec.encode(entry.row(), entry.value());
    }

    /** Bytes of which up to four behind the header are others. */
    private static Arbitrary<byte[]> damaged(Arbitrary<byte[]> whole, int headerLength) {
        var positions = Arbitraries.integers()
                .greaterOrEqual(0)
                .array(int[].class)
                .ofMinSize(1)
                .ofMaxSize(4);
        var replacements = Arbitraries.bytes().array(byte[].class).ofSize(4);
        return Combinators.combine(whole, positions, replacements).as((bytes, at, with) -> {
            var damaged = bytes.clone();
            for (int i = 0; i < at.length && damaged.length > headerLength; i++) {
                damaged[headerLength + at[i] % (damaged.length - headerLength)] = with[i];
            }
            return damaged;
        });
    }
}
