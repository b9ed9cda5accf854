package dev.reprise.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.core.journal.JournalRecord;
import dev.reprise.core.journal.JournalRecord.TimersFired;
import dev.reprise.core.state.Row;
import dev.reprise.schemas.avro.journal.TimerKind;
import dev.reprise.schemas.avro.journal.TimerRef;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class UndecodableRecordTest {
    private static final JournalRecord RECORD = JournalExamples.all().getFirst().value();

    @Test
    void saysThatItIsNotOursAndHowItBegins() {
        var json = "{\"signal\":\"go\"}".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> JournalCodec.decode(json))
                .isExactlyInstanceOf(UndecodableRecord.class)
                .hasMessage(
                        "Expected a journal record in Avro's single-object encoding (C3 01, 8 bytes of fingerprint, body), but found 15 bytes (7b 22 73 69 67 6e 61 6c 22 3a 22 67 6f 22 7d). Was it written by something other than Reprise? See schemas/README.md");
    }

    @Test
    void saysThatANewerReleaseWroteIt() {
        var bytes = JournalCodec.encode(RECORD);
        for (int i = 2; i < 10; i++) {
            bytes[i] = (byte) (10 - i);
        }

        assertThatThrownBy(() -> JournalCodec.decode(bytes))
                .isInstanceOf(UnknownSchema.class)
                .hasMessageContaining("but found the fingerprint 0102030405060708. Was it written by a newer release?");
    }

    @Test
    void saysThatANewerReleaseWroteTheRow() {
        var row = new Row.Relayed("reprise.signals", 5);
        var bytes = RowCodec.encode(row, 99L);
        bytes[0] = RowValue.FORMAT + 1;

        assertThatThrownBy(() -> RowCodec.decode(row, bytes))
                .isInstanceOf(UnknownSchema.class)
                .hasMessageContaining("Expected a relayed offset in row format 1, but found format 2");
    }

    @Test
    void aRecordOfAnotherTopicIsOfNoKnownSchema() {
        var summary = SummaryCodec.encode(RowExamples.execution());

        assertThatThrownBy(() -> JournalCodec.decode(summary)).isInstanceOf(UnknownSchema.class);
    }

    @Test
    void aSymbolOfALaterReleaseIsNoGuess() {
        var timer = new TimerRef(Examples.AT, Examples.EXECUTION.toString(), TimerKind.UNKNOWN, Examples.STEP.value());
        var record = new dev.reprise.schemas.avro.journal.TimersFired(List.of(timer));
        var bytes = new SingleObject("a journal record", JournalRecords.TYPES).encode(record);

        assertThatThrownBy(() -> JournalCodec.decode(bytes))
                .isInstanceOf(UndecodableRecord.class)
                .hasMessageContaining("a TimerKind that this release does not know");
    }

    @Test
    void aDamagedLengthIsNotBelieved() {
        var twoGigabytes = new byte[] {(byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F};
        var instance = followedBy(twoGigabytes, new JournalRecord.OwnerElected("", ""));
        var timers = followedBy(twoGigabytes, new TimersFired(List.of()));

        assertThatThrownBy(() -> JournalCodec.decode(instance))
                .hasMessageContaining("2147483647 more at byte 15 of 15");
        assertThatThrownBy(() -> JournalCodec.decode(timers)).hasMessageContaining("2147483647 more at byte 15 of 15");
    }

    private static byte[] followedBy(byte[] body, JournalRecord headedLike) {
        return ByteBuffer.allocate(10 + body.length)
                .put(JournalCodec.encode(headedLike), 0, 10)
                .put(body)
                .array();
    }

    @Test
    void aFailedWriteLeavesNothingBehind() {
        var unwritable = new dev.reprise.schemas.avro.journal.OwnerElected("node-1", null);
        var format = new SingleObject("a journal record", JournalRecords.TYPES);
        assertThatThrownBy(() -> format.encode(unwritable)).isInstanceOf(RuntimeException.class);

        assertThat(JournalCodec.decode(JournalCodec.encode(new TimersFired(List.of()))))
                .isEqualTo(new TimersFired(List.of()));
    }
}
