package dev.reprise.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.core.fold.Verdict;
import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.state.Execution;
import dev.reprise.core.state.RowEncoding;
import dev.reprise.schemas.peer.PeerAnswer;
import dev.reprise.schemas.peer.PeerRequest;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.WithNull;

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

    @Property
    void aVerdictComesBackFromAnotherNodeAsItWas(@ForAll("verdicts") Verdict verdict) {
        var answer = new PeerAnswer.Judged(verdict);

        assertThat(PeerCodec.decodeAnswer(PeerCodec.encode(answer))).isEqualTo(answer);
    }

    @Property
    void aRecordReachesAnotherNodeAsItWas(@ForAll("journalRecords") JournalRecord record) {
        var request = new PeerRequest.Append(3, record);

        assertThat(PeerCodec.decodeRequest(PeerCodec.encode(request))).isEqualTo(request);
    }

    @Property
    void aQuestionForARowReachesAnotherNodeAsItWas(@ForAll byte[] key) {
        var request = new PeerRequest.ReadRow(3, key);

        assertThat(PeerCodec.decodeRequest(PeerCodec.encode(request)))
                .usingRecursiveComparison()
                .isEqualTo(request);
    }

    @Property
    void aQuestionForRowsReachesAnotherNodeAsItWas(
            @ForAll byte[] from, @ForAll @WithNull byte[] to, @ForAll boolean reversed, @ForAll int limit) {
        var request = new PeerRequest.ReadRows(3, new RowEncoding.Bounds(from, to), reversed, limit);

        assertThat(PeerCodec.decodeRequest(PeerCodec.encode(request)))
                .usingRecursiveComparison()
                .isEqualTo(request);
    }

    @Property
    void aWaitForAnEndReachesAnotherNodeAsItWas(@ForAll("executions") Execution execution, @ForAll int millis) {
        var request = new PeerRequest.AwaitEnd(execution.id(), Duration.ofMillis(millis));

        assertThat(PeerCodec.decodeRequest(PeerCodec.encode(request))).isEqualTo(request);
    }

    @Property
    void rowsComeBackFromAnotherNodeAsTheyWere(
            @ForAll byte[] key, @ForAll byte[] value, @ForAll boolean more, @ForAll @WithNull byte[] single) {
        var rows = new PeerAnswer.RowsRead(List.of(new PeerAnswer.StoredRow(key, value)), more);
        var row = new PeerAnswer.RowRead(single);

        assertThat(List.of(
                        PeerCodec.decodeAnswer(PeerCodec.encode(rows)), PeerCodec.decodeAnswer(PeerCodec.encode(row))))
                .usingRecursiveComparison()
                .isEqualTo(List.of(rows, row));
    }

    @Provide
    Arbitrary<Verdict> verdicts() {
        return CoreValues.any(Verdict.class);
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
