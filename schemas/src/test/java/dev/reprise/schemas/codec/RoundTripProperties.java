package dev.reprise.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.state.Execution;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RoundTripProperties {
    @Property
    void aJournalRecordComesBackAsItWas(@ForAll("journalRecords") JournalRecord record) {
        assertThat(JournalCodec.decode(JournalCodec.encode(record))).isEqualTo(record);
    }

    @Property
    void aHistoryEventComesBackAsItWas(@ForAll("auditedEvents") AuditedEvent event) {
        var bytes = HistoryCodec.encode(event.execution(), event.key(), event.event());

        assertThat(HistoryCodec.decode(bytes)).isEqualTo(event);
    }

    @Property
    void aSummaryComesBackAsTheSummaryOfItsExecution(@ForAll("executions") Execution execution) {
        assertThat(SummaryCodec.decode(SummaryCodec.encode(execution))).isEqualTo(ExecutionSummary.of(execution));
    }

    @Property
    void aRowsValueComesBackAsItWas(@ForAll("rows") RowValues.Entry<?> entry) {
        assertComesBack(entry);
    }

    private static <V> void assertComesBack(RowValues.Entry<V> entry) {
        assertThat(RowCodec.decode(entry.row(), RowCodec.encode(entry.row(), entry.value())))
                .isEqualTo(entry.value());
    }

    @Provide
    Arbitrary<JournalRecord> journalRecords() {
        return CoreValues.any(JournalRecord.class);
    }

    @Provide
    Arbitrary<AuditedEvent> auditedEvents() {
        return CoreValues.any(AuditedEvent.class);
    }

    @Provide
    Arbitrary<Execution> executions() {
        return CoreValues.any(Execution.class);
    }

    @Provide
    Arbitrary<RowValues.Entry<?>> rows() {
        return RowValues.any();
    }
}
