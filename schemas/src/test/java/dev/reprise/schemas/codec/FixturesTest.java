package dev.reprise.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.core.state.Row;
import dev.reprise.core.state.RowEncoding;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Records that released versions wrote, each beside what it says as JSON: they must mean the same to this release. The
 * files are never edited; a failure here means that this release would misread what users have stored.
 */
class FixturesTest {
    @ParameterizedTest
    @MethodSource("journal")
    void aStoredJournalRecordMeansTheSameToday(Fixture fixture) {
        assertMeansTheSame(fixture, bytes -> JournalCodec.encode(JournalCodec.decode(bytes)));
    }

    @ParameterizedTest
    @MethodSource("history")
    void aStoredHistoryEventMeansTheSameToday(Fixture fixture) {
        assertMeansTheSame(fixture, bytes -> {
            var event = HistoryCodec.decode(bytes);
            return HistoryCodec.encode(event.execution(), event.key(), event.event());
        });
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aStoredRowMeansTheSameToday(Fixture fixture) {
        var row = fixture.row();
        var released = Body.ofRow(row, fixture.bytes(), fixture.schemas());
        var again = Body.ofRow(row, throughRowCodec(row, fixture.bytes()), Schemas.topLevel());

        assertThat(RowEncoding.encode(row)).isEqualTo(fixture.key());
        assertThat(released.json()).isEqualTo(fixture.json());
        assertThat(again.jsonAs(released.written())).isEqualTo(fixture.json());
    }

    @ParameterizedTest
    @MethodSource("executions")
    void aStoredSummaryMeansTheSameToday(Fixture fixture) {
        assertThat(Body.ofMessage(fixture.bytes(), fixture.schemas()).json()).isEqualTo(fixture.json());
        assertThat(SummaryCodec.decode(fixture.bytes())).isEqualTo(ExecutionSummary.of(RowExamples.execution()));
    }

    @ParameterizedTest
    @MethodSource("signals")
    void aStoredSignalMeansTheSameToday(Fixture fixture) {
        assertThat(Body.ofMessage(fixture.bytes(), fixture.schemas()).json()).isEqualTo(fixture.json());
        assertThat(SignalCodec.decode(fixture.bytes(), Map.of())).isEqualTo(SignalExamples.meaningOf(fixture.name()));
    }

    @Test
    void everyReleaseLeftFixturesBehind() {
        assertThat(Releases.versions())
                .allSatisfy(version -> assertThat(Frozen.files(Frozen.fixturesOf(version), ".bin"))
                        .hasSizeGreaterThan(70));
    }

    private static void assertMeansTheSame(Fixture fixture, UnaryOperator<byte[]> throughCodec) {
        var released = Body.ofMessage(fixture.bytes(), fixture.schemas());
        var again = Body.ofMessage(throughCodec.apply(fixture.bytes()), Schemas.topLevel());

        assertThat(released.json()).isEqualTo(fixture.json());
        assertThat(again.jsonAs(released.written())).isEqualTo(fixture.json());
    }

    private static <V> byte[] throughRowCodec(Row<V> row, byte[] bytes) {
        return RowCodec.encode(row, RowCodec.decode(row, bytes));
    }

    static Stream<Fixture> journal() {
        return fixtures("journal");
    }

    static Stream<Fixture> history() {
        return fixtures("history");
    }

    static Stream<Fixture> rows() {
        return fixtures("rows");
    }

    static Stream<Fixture> executions() {
        return fixtures("executions");
    }

    static Stream<Fixture> signals() {
        return fixtures("signals");
    }

    private static Stream<Fixture> fixtures(String folder) {
        return Releases.versions().stream().flatMap(version -> {
            var schemas = Frozen.readSchemas(version).values();
            return Frozen.files(Frozen.fixturesOf(version).resolve(folder), ".bin").stream()
                    .map(file -> new Fixture(version, schemas, file));
        });
    }

    /** A file with bytes, and its neighbours. */
    private record Fixture(String version, Collection<Schema> schemas, Path file) {
        String name() {
            return file.getFileName().toString().replaceFirst("\\.bin$", "");
        }

        byte[] bytes() {
            return Frozen.bytes(file);
        }

        String json() {
            return Frozen.text(file.resolveSibling(name() + ".json"));
        }

        byte[] key() {
            return Frozen.bytes(file.resolveSibling(name() + ".key"));
        }

        Row<?> row() {
            return RowEncoding.decode(key());
        }

        @Override
        public String toString() {
            return name() + " of " + version;
        }
    }
}
