package dev.reprise.schemas.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.core.state.Row;
import dev.reprise.core.state.RowEncoding;
import dev.reprise.schemas.avro.signals.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Not a test: a part of releasing. Stores this release's schemas and a record of every type, for all later builds to read.
 * Run once for each release, with {@code -Dtest=FreezeRelease -Dreprise.freeze=VERSION}; see the module's README.
 */
@EnabledIfSystemProperty(named = "reprise.freeze", matches = ".+")
class FreezeRelease {
    private final String version = System.getProperty("reprise.freeze");

    @Test
    void freeze() throws IOException {
        assertThat(Frozen.schemasOf(version))
                .as("what is released is never edited")
                .doesNotExist();
        assertThat(Frozen.fixturesOf(version))
                .as("what is released is never edited")
                .doesNotExist();
        freezeSchemas();
        for (var example : JournalExamples.all()) {
            freezeMessage("journal", example.name(), JournalCodec.encode(example.value()));
        }
        for (var example : HistoryExamples.all()) {
            var event = example.value();
            freezeMessage(
                    "history", example.name(), HistoryCodec.encode(event.execution(), event.key(), event.event()));
        }
        for (var example : RowExamples.all()) {
            freezeRow(example.name(), example.value());
        }
        for (var example : SignalExamples.all()) {
            var format = new SingleObject("a signal", List.of(Signal.getClassSchema()));
            freezeMessage("signals", example.name(), format.encode(example.value()));
        }
        freezeMessage("executions", "ExecutionSummary", SummaryCodec.encode(RowExamples.execution()));
    }

    private void freezeSchemas() throws IOException {
        var folder = Files.createDirectories(Frozen.schemasOf(version));
        var headers = new StringBuilder();
        for (var schema : Schemas.topLevel()) {
            var file = schema.getFullName() + ".avsc";
            Files.writeString(folder.resolve(file), withoutJavasWords(schema.toString(true)) + "\n");
            headers.append(Frozen.header(schema)).append(' ').append(file).append('\n');
        }
        Files.writeString(folder.resolve("headers"), headers);
        if (!Releases.versions().contains(version)) {
            Files.writeString(Frozen.SCHEMAS.resolve("versions"), version + "\n", StandardOpenOption.APPEND);
        }
    }

    /** Which class of Java stands for text is nobody else's business. */
    private static String withoutJavasWords(String schema) {
        return schema.replaceAll(
                "\\{\\s*\"type\" : \"string\",\\s*\"avro.java.string\" : \"String\"\\s*}", "\"string\"");
    }

    private void freezeMessage(String folder, String name, byte[] bytes) throws IOException {
        freeze(folder, name, bytes, Body.ofMessage(bytes, Schemas.topLevel()));
    }

    private <V> void freezeRow(String name, RowValues.Entry<V> entry) throws IOException {
        Row<V> row = entry.row();
        var bytes = RowCodec.encode(row, entry.value());
        var folder = freeze("rows", name, bytes, Body.ofRow(row, bytes, Schemas.topLevel()));
        Files.write(folder.resolve(name + ".key"), RowEncoding.encode(row));
    }

    private Path freeze(String folder, String name, byte[] bytes, Body body) throws IOException {
        var path = Files.createDirectories(Frozen.fixturesOf(version).resolve(folder));
        Files.write(path.resolve(name + ".bin"), bytes, StandardOpenOption.CREATE_NEW);
        Files.writeString(path.resolve(name + ".json"), body.json(), StandardOpenOption.CREATE_NEW);
        return path;
    }
}
